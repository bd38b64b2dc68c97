import { type Page } from '@playwright/test';

import { wait } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

const PAGES = ['/', '/briefs/strait-closed-by-paper/', '/entities/varn-coastal-front/', '/glossary/', '/read/', '/nowhere/'];

for (const width of [320, 360, 800, 1440]) {
  test(`nothing has to be scrolled sideways at ${width} pixels`, async ({ page, server }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of PAGES) {
      await page.goto(server.url(path));
      await page.waitForLoadState('networkidle');
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, path).toBe(0);
    }
  });
}

for (const width of [320, 800, 1440]) {
  test(`nothing moves when the app comes, at ${width} pixels`, async ({ page, library }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => {
      const kept = window as never as { moved: string[] };
      kept.moved = [];
      new PerformanceObserver((list) => {
        const moves = list.getEntries() as (PerformanceEntry & { sources: { node?: Node }[] })[];
        for (const { sources } of moves) kept.moved.push(...sources.map(({ node }) => node?.textContent?.slice(0, 40) ?? 'gone'));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    // What comes later than the page comes plainly later.
    await page.route(/\/assets\//, async (route) => {
      await wait(page, 500);
      await route.continue();
    });
    // A dossier's facts say that they are old by today's date, which the page is published without.
    for (const path of PAGES.filter((path) => !path.startsWith('/entities/') && path !== '/nowhere/')) {
      await library.open(path);
      await expect(library.savedHere).toBeVisible();
      // Two frames: a move is known after the one that shows it.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      expect(await page.evaluate(() => (window as never as { moved: string[] }).moved), path).toEqual([]);
    }
  });
}

test('the reading column has 60 to 75 characters', async ({ brief }) => {
  await brief.open();
  const paragraph = brief.brief.getByRole('paragraph').filter({ hasText: 'In the second week of March' });
  const perLine = await paragraph.evaluate((element) => {
    // By the height of the lines: the boxes of the names in them are of other heights.
    const lines = Math.round(element.getBoundingClientRect().height / parseFloat(getComputedStyle(element).lineHeight));
    // The last is half full, as last lines are on average.
    return element.textContent!.length / (lines - 0.5);
  });
  expect(perLine).toBeGreaterThan(55);
  expect(perLine).toBeLessThan(80);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a ${colorScheme} system`, () => {
    test.use({ colorScheme });

    test('a page is as the system is until the reader chooses', async ({ page, brief }) => {
      await brief.open();
      expect(await brightness(page)).toBe(colorScheme);
    });
  });
}

test.describe('a choice of theme', () => {
  test.use({ colorScheme: 'light' });

  test('is remembered, and holds before the first paint', async ({ page, brief, library }) => {
    await brief.open();
    await page.getByRole('button', { name: /theme/ }).click();
    await page.getByRole('group', { name: 'Theme' }).getByRole('radio', { name: 'Dark' }).check();
    expect(await brightness(page)).toBe('dark');
    // What lies far below follows, and people who hear the page have it again.
    await expect(page.locator('.reference')).toHaveCSS('content-visibility', 'visible');

    // What the page looks like at the first moment at which it has a body.
    await page.addInitScript(() => {
      const observer = new MutationObserver(() => {
        if (!document.body) return;
        (window as never as { first?: string }).first ??= document.documentElement.dataset['theme'] ?? 'none';
        observer.disconnect();
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    await library.open();
    expect(await page.evaluate(() => (window as never as { first?: string }).first)).toBe('dark');
    expect(await brightness(page)).toBe('dark');
  });
});

async function brightness(page: Page): Promise<'light' | 'dark'> {
  // Whatever notation the style sheet uses, a canvas gives the colour as bytes.
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!;
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return red! + green! + blue! > 3 * 128 ? 'light' : 'dark';
  });
}
