const SITE = '{{site}}'; const FILES = /*PRECACHE*/[];
