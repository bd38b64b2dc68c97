/** Takes pictures of every sort of page, to be looked at by a person: `npm run look`. */
import { join } from 'node:path';

import { type Page } from '@playwright/test';

import { expect, test } from './support/test.ts';

const FOLDER = join(import.meta.dirname, '../target/look');
const BRIEF = '/briefs/red-sea-shipping/';
const NAME = 'Joint Maritime Information Centre';

test.use({ mounts: { '/': 'samples' }, contextOptions: { reducedMotion: 'reduce' } });

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 800, 1440]) {
    test.describe(`${width}-${colorScheme}`, () => {
      test.use({ colorScheme, viewport: { width, height: width < 700 ? 740 : 900 }, hasTouch: width < 700 });

      const take = (page: Page, name: string, fullPage = false) =>
        page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`), fullPage });

      test('library', async ({ page, library }) => {
        await library.open();
        await take(page, 'library');
      });

      test('brief', async ({ page, brief }) => {
        await brief.open(BRIEF);
        await take(page, 'brief');
        await take(page, 'brief-whole', true);
      });

      test('brief with a card', async ({ page, brief }) => {
        await brief.open(BRIEF);
        const mention = brief.mention(NAME).first();
        await mention.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
        await mention.click();
        await expect(brief.anyCard).toBeVisible();
        await take(page, 'brief-card');
      });

      test('brief with notes', async ({ page, brief }) => {
        await brief.open(BRIEF);
        await brief.startNote('All 22 people on board were saved', 'By whom? The passing ship is not named.');
        await brief.saved();
        await take(page, 'brief-note-open');
        await brief.done.click();
        // Where the notes lie in a sheet, out of that.
        await page.keyboard.press('Escape');
        await brief.select('a Houthi video appears to show');
        await take(page, 'brief-selection');
        await brief.selectionTools.getByRole('button', { name: 'Highlight' }).click();
        await brief.saved();
        await take(page, 'brief-notes');
      });

      test('brief with a lit passage', async ({ page, brief }) => {
        await brief.open(BRIEF);
        await brief.keyPoints.getByRole('link', { name: '¶' }).first().click();
        await expect(brief.lit.first()).toBeInViewport();
        await take(page, 'brief-passage');
      });

      test('read', async ({ page, read }) => {
        await read.open();
        await take(page, 'read');
        await read.text.fill('');
        await read.explain.click();
        await take(page, 'read-refused');
      });

      test('dossier', async ({ page, library }) => {
        await library.open('/entities/houthis/');
        await take(page, 'dossier');
      });

      test('glossary', async ({ page, library }) => {
        await library.open('/glossary/');
        await take(page, 'glossary');
      });

      test('printed', async ({ page, brief }) => {
        await brief.open(BRIEF);
        await page.emulateMedia({ media: 'print' });
        await take(page, 'printed', true);
      });
    });
  }
}
