/** The pages as a reader knows them: by what things are called, not by how they are built. */
import { expect, type Locator, type Page } from '@playwright/test';

import type { Server } from './server.ts';

/** The brief that most tests read. */
export const STRAIT = '/briefs/strait-closed-by-paper/';
export const DARK_NIGHTS = '/briefs/eleven-dark-nights/';

/** What every page has. */
class SitePage {
  constructor(
    readonly page: Page,
    readonly server: Server,
  ) {}

  /** Waits until the page answers to more than links. */
  async ready(): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-ready', 'true');
  }

  async visit(path: string): Promise<void> {
    await this.page.goto(this.server.url(path));
    await this.ready();
  }

  /** That all of the site can be read offline from now on. */
  get savedHere(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Saved here' });
  }

  get alert(): Locator {
    return this.page.getByRole('alert').filter({ hasText: /\S/ });
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Whether what stands beside the text on a wide screen lies over it here. */
  get isNarrow(): boolean {
    return this.page.viewportSize()!.width <= 992;
  }
}

export class LibraryPage extends SitePage {
  async open(path = '/'): Promise<void> {
    await this.visit(path);
  }

  get briefs(): Locator {
    return this.region('Library');
  }

  get ownBriefs(): Locator {
    return this.region('Your own briefs');
  }

  brief(title: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name: title });
  }
}

/** A page with a brief on it: a published one, or the reader's own. */
export class BriefPage extends SitePage {
  async open(path = STRAIT): Promise<void> {
    await this.visit(path);
    await expect(this.brief).toBeVisible();
  }

  get brief(): Locator {
    return this.page.getByRole('region', { name: 'Brief', exact: true });
  }

  get title(): Locator {
    return this.brief.getByRole('heading', { level: 1 });
  }

  get keyPoints(): Locator {
    return this.page.getByRole('region', { name: 'Key points', exact: true });
  }

  /** The list of entities beside the text. */
  get index(): Locator {
    return this.page.getByRole('navigation', { name: 'Entities in this brief' });
  }

  /** The passages that are lit because a key point leads to them. */
  get lit(): Locator {
    return this.brief.locator('.lit');
  }

  /** The places in the text that name something. */
  mention(name: string): Locator {
    return this.brief.getByRole('link', { name, exact: true });
  }

  /** Those of them that are marked. */
  get marked(): Locator {
    return this.brief.locator('a:is([data-entity], [data-term]):not(.later, .silent)');
  }

  /** What the reference section says of something. */
  entry(name: string): Locator {
    const heading = this.page.getByRole('heading', { name, exact: true });
    return this.page.getByRole('region', { name: 'Reference' }).getByRole('article').filter({ has: heading });
  }

  /** Any open card. */
  get anyCard(): Locator {
    return this.page.locator('[data-card]');
  }

  card(name: string): Locator {
    return this.page.getByRole('dialog', { name, exact: true });
  }

  /** Rests the pointer on a place, having come from beside it as a hand does. */
  async pointAt(place: Locator): Promise<void> {
    await place.scrollIntoViewIfNeeded();
    const { x, y } = await firstLine(place);
    await this.page.mouse.move(x - 3, y - 2);
    await this.page.mouse.move(x, y, { steps: 3 });
  }

  /** Takes the pointer where it touches nothing. */
  async pointAway(): Promise<void> {
    await this.page.mouse.move(4, 4, { steps: 4 });
  }

  /** Presses Tab until the focus is on a place, as a reader without a mouse does. */
  async tabTo(place: Locator): Promise<void> {
    for (let stops = 0; stops < 100; stops++) {
      if (await place.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error('Tab never comes to this place');
  }

  /** Brings a place to the top of the window. */
  async scrollTo(place: Locator): Promise<void> {
    await place.evaluate((element) => element.scrollIntoView({ block: 'start', behavior: 'instant' }));
    await expect(place).toBeInViewport();
  }

  /** Opens the sheet at one of its parts, where the screen is narrow; elsewhere all of it stands beside the text. */
  async openBeside(part: 'Notes' | 'Entities'): Promise<void> {
    if (this.isNarrow) await this.page.getByRole('button', { name: part, exact: true }).click();
  }

  // Notes.

  get notes(): Locator {
    return this.page.getByRole('region', { name: 'Notes', exact: true });
  }

  /** The note with this text beside the brief. */
  note(text: string): Locator {
    return this.notes.locator('[data-note]').filter({ hasText: text });
  }

  get allNotes(): Locator {
    return this.notes.locator('[data-note]');
  }

  /** The text that is lit because a note or a highlight was made on it. */
  highlight(text: string): Locator {
    return this.brief.locator('mark').filter({ hasText: text });
  }

  get editor(): Locator {
    return this.page.getByRole('textbox', { name: 'Note' });
  }

  get selectionTools(): Locator {
    return this.page.getByRole('toolbar', { name: 'Selection' });
  }

  /** Waits until the page no longer scrolls by itself: a place measured before that is elsewhere after. */
  private async atRest(): Promise<void> {
    let last = -1;
    await expect(async () => {
      const now = await this.page.evaluate(() => window.scrollY);
      const moved = now !== last;
      last = now;
      expect(moved).toBe(false);
    }).toPass({ intervals: [150] });
  }

  /** Selects words of the brief by drawing the mouse over them. */
  async select(words: string): Promise<void> {
    await this.atRest();
    const ends = await this.brief.evaluate(endsOf, words);
    await this.page.mouse.move(ends.from.x, ends.from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(ends.to.x, ends.to.y, { steps: 8 });
    await this.page.mouse.up();
    const selected = await this.page.evaluate(() => getSelection()?.toString());
    expect(selected).toBe(words);
  }

  /** Makes a note on words and is still at it: the editor stays open. */
  async startNote(words: string, text: string): Promise<void> {
    await this.select(words);
    await this.selectionTools.getByRole('button', { name: 'Note' }).click();
    await this.editor.fill(text);
  }

  /** Makes a note on words. */
  async annotate(words: string, text: string): Promise<void> {
    await this.startNote(words, text);
    await this.done.click();
  }

  /** Begins to change a note. */
  async edit(text: string): Promise<void> {
    await this.note(text).getByRole('button', { name: 'Edit' }).click();
  }

  /** What ends the writing of a note. */
  get done(): Locator {
    return this.notes.getByRole('button', { name: 'Done' });
  }

  async delete(text: string): Promise<void> {
    await this.note(text).getByRole('button', { name: 'Delete' }).click();
  }

  /** Waits until all that was written is on the disk. */
  async saved(): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-saved', 'true');
  }
}

/** The page that reads the reader's own briefs. */
export class ReadPage extends BriefPage {
  override async open(path = '/read/'): Promise<void> {
    await this.visit(path);
  }

  get text(): Locator {
    return this.page.getByRole('textbox', { name: 'Brief' });
  }

  get explain(): Locator {
    return this.page.getByRole('button', { name: 'Explain it' });
  }

  /** Gives the page a brief and waits until it is explained. */
  async explained(text: string): Promise<void> {
    await this.text.fill(text);
    await this.explain.click();
    await expect(this.brief).toBeVisible();
  }

  /** Gives the page a brief and waits until it is explained, and kept for later visits. */
  async kept(text: string): Promise<void> {
    await this.explained(text);
    await expect(this.page.getByRole('status').filter({ hasText: 'kept in this browser' })).toHaveCount(1);
  }
}

/** A place in the window, in CSS pixels. */
export interface Point {
  x: number;
  y: number;
}

/** The middle of the first line that an element stands on. */
export async function firstLine(element: Locator): Promise<Point> {
  return element.evaluate((element) => {
    const line = element.getClientRects()[0]!;
    return { x: line.left + line.width / 2, y: line.top + line.height / 2 };
  });
}

/** Where words begin and end in the window, brought into view. Runs in the page. */
export function endsOf(brief: Element, words: string): { from: Point; to: Point } {
  const nodes = document.createTreeWalker(brief, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (nodes.nextNode()) texts.push(nodes.currentNode as Text);
  const all = texts.map((text) => text.data).join('');
  const start = all.indexOf(words);
  if (start < 0) throw new Error(`the brief does not say “${words}”`);
  const range = document.createRange();
  let at = 0;
  for (const text of texts) {
    const [from, to] = [start - at, start + words.length - at];
    if (from >= 0 && from < text.length) range.setStart(text, from);
    if (to > 0 && to <= text.length) range.setEnd(text, to);
    at += text.length;
  }
  range.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
  const lines = [...range.getClientRects()].filter((line) => line.width > 0);
  const [first, last] = [lines[0]!, lines.at(-1)!];
  return {
    from: { x: first.left + 0.5, y: first.top + first.height / 2 },
    to: { x: last.right - 0.5, y: last.top + last.height / 2 },
  };
}

/** Lets time pass in which nothing may happen: the one case for a fixed wait. */
export async function wait(page: Page, milliseconds: number): Promise<void> {
  await page.waitForTimeout(milliseconds);
}
