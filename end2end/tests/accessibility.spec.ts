import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from '@playwright/test';

import { expect, test } from '../support/test.ts';

const PAGES = {
  'the library': '/',
  'a brief': '/briefs/strait-closed-by-paper/',
  'a brief in the plain layout': '/briefs/eleven-dark-nights/',
  'a dossier': '/entities/varn-coastal-front/',
  'the glossary': '/glossary/',
  'the page for briefs of one’s own': '/read/',
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1440]) {
    test.describe(`${colorScheme}, ${width} pixels wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 }, contextOptions: { reducedMotion: 'reduce' } });

      for (const [name, path] of Object.entries(PAGES)) {
        test(`${name} has nothing that axe objects to`, async ({ page, library }) => {
          await library.open(path);
          await expectAccessible(page);
        });
      }

      test('a brief with an open card, a note and a lit passage has nothing that axe objects to', async ({ page, brief }) => {
        await brief.open();
        await brief.annotate('none was boarded', 'Who counted?');
        await brief.saved();
        // Where the notes lie in a sheet, out of that.
        await page.keyboard.press('Escape');
        await brief.keyPoints.getByRole('link', { name: '¶' }).first().click();
        await brief.mention('Varn Coastal Front').first().click();
        await expect(brief.anyCard).toBeVisible();
        await expectAccessible(page);
      });

      test('a note being written has nothing that axe objects to', async ({ page, brief }) => {
        await brief.open();
        await brief.startNote('none was boarded', 'Who counted?');
        await expect(brief.editor).toBeVisible();
        // On a narrow screen the notes are a modal sheet: the page under it is inert, and axe, which does
        // not look there, misses its heading and its main part.
        await expectAccessible(page, width < 992 ? ['landmark-one-main', 'page-has-heading-one'] : []);
      });

      test('an explained brief of one’s own has nothing that axe objects to', async ({ page, read }) => {
        await read.open();
        await read.explained('# Of my own\n\nThe Varn Coastal Front sells a toll paper.');
        await expectAccessible(page);
      });
    });
  }
}

test('the way to the text is the first tab stop', async ({ page, brief }) => {
  await brief.open();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

async function expectAccessible(page: Page, without: string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules(without)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`);
  expect(found).toEqual([]);
}
