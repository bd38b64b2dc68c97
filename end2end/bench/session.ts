/** A reader at work: what they do in five minutes, over and over, and what the page made of it. */
import type { Locator, Page } from '@playwright/test';

import { firstLine } from '../support/pages.ts';

/** The mentions that are marked. */
export const MARKED = '#brief a:is([data-entity], [data-term]):not(.later, .silent)';

/** How quickly the page answered. */
export interface Session {
  /** Milliseconds from each press of a key or button to the frame that shows what came of it; 0 where that was under 16. */
  interactions: number[];
  /** The sum of all layout shifts that no press accounts for. */
  shift: number;
}

type Deed = (page: Page, round: number) => Promise<unknown>;

/** Reads a brief for so many milliseconds, with a second between two deeds as a reader in a hurry has it. */
export function read(page: Page, milliseconds: number): Promise<Session> {
  return does(DEEDS, page, milliseconds);
}

/** What of that a page does without scripts of its own: the browser's part of the time. */
export function readPlain(page: Page, milliseconds: number): Promise<Session> {
  return does(PLAIN_DEEDS, page, milliseconds);
}

async function does(deeds: Deed[], page: Page, milliseconds: number): Promise<Session> {
  await page.evaluate(watch);
  const end = Date.now() + milliseconds;
  for (let round = 0; Date.now() < end; round++) {
    for (const deed of deeds) {
      await deed(page, round);
      await page.waitForTimeout(1000);
    }
  }
  return page.evaluate(seen);
}

const scroll: Deed = async (page) => {
  for (let turn = 0; turn < 8; turn++) {
    await page.mouse.wheel(0, turn % 4 === 3 ? -900 : 400);
    await page.waitForTimeout(100);
  }
};

// A word selected, then let go: a press that changes nothing to be seen has no next paint.
const PLAIN_DEEDS: Deed[] = [
  (page, round) => paragraph(page, 3 + 7 * round).then((place) => place.dblclick({ position: { x: 12, y: 10 } })),
  (page, round) => paragraph(page, 3 + 7 * round).then((place) => place.click({ position: { x: 40, y: 10 } })),
  scroll,
];

const DEEDS: Deed[] = [
  async (page, round) => {
    await hover(page, mention(page, round));
    await page.waitForTimeout(600);
    await page.keyboard.press('Escape');
  },
  async (page, round) => {
    await show(mention(page, 2 * round + 1)).then((place) => place.click());
    await page.waitForTimeout(300);
    await page.mouse.click(4, 4);
  },
  async (page) => {
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await page.keyboard.press('p');
  },
  async (page) => {
    await page.keyboard.press('e');
    await page.keyboard.type('sta', { delay: 150 });
    await page.waitForTimeout(300);
    for (let letter = 0; letter < 3; letter++) await page.keyboard.press('Backspace');
    await page.locator(':focus').evaluate((field) => (field as HTMLElement).blur());
  },
  async (page) => {
    await page.keyboard.press('?');
    await page.waitForTimeout(300);
    await page.keyboard.press('Escape');
  },
  async (page, round) => {
    await page.getByRole('button', { name: /^Aa/ }).click();
    await page.getByRole('radio', { name: round % 2 ? 'Light' : 'Dark', exact: true }).click();
    await page.keyboard.press('Escape');
  },
  async (page) => page.keyboard.press('m'),
  async (page, round) => {
    if (await selectWord(page, 3 + 7 * round)) await page.keyboard.press('h');
  },
  async (page, round) => {
    if (!(await selectWord(page, 6 + 7 * round))) return;
    await page.keyboard.press('n');
    const editor = page.getByRole('textbox', { name: 'Note', exact: true });
    await editor.waitFor();
    await page.keyboard.type(`Where does figure ${round} come from?`, { delay: 80 });
    await page.keyboard.press('Escape');
  },
  scroll,
];

/** A marked mention of the brief, one after another. */
function mention(page: Page, number: number): Locator {
  return page.locator(MARKED).nth(number % 12);
}

async function show(place: Locator): Promise<Locator> {
  await place.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  return place;
}

async function hover(page: Page, place: Locator): Promise<void> {
  const { x, y } = await firstLine(await show(place));
  await page.mouse.move(x, y, { steps: 4 });
}

/** A paragraph of the text, one after another. */
async function paragraph(page: Page, number: number): Promise<Locator> {
  const paragraphs = page.locator('.brief > p:not([class])');
  return show(paragraphs.nth(number % (await paragraphs.count())));
}

/** Selects a word by a double click; says whether there was one, and no link. */
async function selectWord(page: Page, number: number): Promise<boolean> {
  await (await paragraph(page, number)).dblclick({ position: { x: 12, y: 10 } });
  return page.evaluate(() => {
    const selection = getSelection();
    return !!selection?.toString().trim() && !selection.anchorNode?.parentElement?.closest('a');
  });
}

/** What the page keeps of itself. */
interface Kept {
  longest: Map<number, number>;
  shift: number;
  before: number;
}

function watch(): void {
  const kept: Kept = { longest: new Map(), shift: 0, before: performance.interactionCount };
  (window as never as { kept: Kept }).kept = kept;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      if (entry.interactionId) {
        kept.longest.set(entry.interactionId, Math.max(kept.longest.get(entry.interactionId) ?? 0, entry.duration));
      }
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) kept.shift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

function seen(): Session {
  const { longest, shift, before } = (window as never as { kept: Kept }).kept;
  const quick = Math.max(0, performance.interactionCount - before - longest.size);
  return { interactions: [...longest.values(), ...new Array<number>(quick).fill(0)], shift };
}
