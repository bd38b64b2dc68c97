document.documentElement.dataset.theme = localStorage.getItem('sidelight/{{site}}/settings/theme') ?? '';
