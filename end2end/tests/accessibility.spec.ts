import { AxeBuilder } from '@axe-core/playwright';
import { type Page } from '@playwright/test';

import { focusTrouble, lostText, scrolledSideways, smallTargets, spaceText } from '../support/measures.ts';
import { STATES, VARN } from '../support/states.ts';
import { expect, test } from '../support/test.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Those of axe's rules that look at colours. */
const COLOUR = ['color-contrast', 'link-in-text-block'];
/** The ways in which a page is coloured beside the one that it opens in, light. */
const SCHEMES = [
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
] as const;

// What fails says all there is to say, and traces take as long as axe.
test.use({ contextOptions: { reducedMotion: 'reduce' }, trace: 'off' });

test.describe('1440 pixels wide, in light, in dark and in forced colours', () => {
  for (const { name, part, reach } of STATES) {
    test(name, async ({ page, library, brief, read }) => {
      await reach({ library, brief, read }, VARN);
      expect(await violations(page, part)).toEqual([]);
      for (const scheme of SCHEMES) {
        await page.emulateMedia(scheme);
        expect(await violations(page, part, COLOUR), JSON.stringify(scheme)).toEqual([]);
      }
      expect(await smallTargets(page)).toEqual([]);
    });
  }
});

test.describe('320 pixels wide', () => {
  test.use({ viewport: { width: 320, height: 740 }, hasTouch: true });

  for (const { name, part, reach } of STATES) {
    test(name, async ({ page, library, brief, read }) => {
      await reach({ library, brief, read }, VARN);
      expect(await violations(page, part)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(await scrolledSideways(page)).toEqual([]);
      await spaceText(page);
      expect(await lostText(page)).toEqual([]);
      expect(await scrolledSideways(page)).toEqual([]);
    });
  }
});

for (const width of [320, 1440]) {
  test.describe(`by keys, ${width} pixels wide`, () => {
    test.use({ viewport: { width, height: 740 } });

    test('wherever the focus goes it can be seen', async ({ page, brief }) => {
      await brief.open();
      const stops = await tabThrough(page);
      expect(stops).toBeGreaterThan(30);
    });
  });
}

test('the way to the text is the first tab stop', async ({ page, brief }) => {
  await brief.open();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the text' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

/** What axe objects to in a part of the page, or in all of it. */
async function violations(page: Page, part = 'html', rules?: string[]): Promise<string[]> {
  // Without its detour by another page, which is for frames, axe takes half the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().include(part);
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`);
}

/** Goes once through all tab stops of the page; gives how many there are. */
async function tabThrough(page: Page): Promise<number> {
  for (let stops = 0; stops < 200; stops++) {
    await page.keyboard.press('Tab');
    // After the last stop comes the browser's own.
    if (await page.evaluate(() => document.activeElement === document.body)) return stops;
    expect(await focusTrouble(page)).toBeUndefined();
  }
  throw new Error('Tab never comes to the end of the page');
}
