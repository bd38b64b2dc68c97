/** Where pictures are put and what they are called: in the order of states, then of widths, then of schemes. */
import { join } from 'node:path';

import { STATES, VIEWS } from '../support/states.ts';

export const FOLDER = process.env['GALLERY'] ?? join(import.meta.dirname, '../../target/gallery');
export const WIDTHS = [360, 800, 1440];
export const SCHEMES = ['dark', 'light', 'print'];

/** The states, in the order in which they are looked at. */
export const SHOWN = [...STATES, ...VIEWS];

export function pictureName(state: string, width: number, scheme: string): string {
  const number = SHOWN.findIndex(({ name }) => name === state) + 1;
  const words = state.replaceAll(/[^a-z]+/gi, '-').toLowerCase();
  return `${String(number).padStart(2, '0')}-${words}-${String(width).padStart(4, '0')}-${scheme}.png`;
}
