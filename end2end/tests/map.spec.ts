import { AxeBuilder } from '@axe-core/playwright';
import { type Locator, type Page } from '@playwright/test';

import { type BriefPage } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

const BRIEF = '/briefs/red-sea-shipping/';
/** A place that it names, in its second paragraph. */
const PLACE = 'Hodeidah';

test.use({ mounts: { '/': 'samples' } });

const region = (page: Page) => page.getByRole('region', { name: 'Map', exact: true });
const summary = (page: Page) => region(page).getByText('Map', { exact: true });
const drawing = (page: Page) => region(page).getByRole('img', { name: 'Map of the places listed below' });
const item = (page: Page, name: string) => region(page).getByRole('link', { name, exact: true });

/** The dot of a place, which is a part of its link. */
const dot = (link: Locator) => link.locator('circle');

/** Opens the map of a brief. */
async function unfold(page: Page, brief: BriefPage): Promise<void> {
  await brief.open(BRIEF);
  await summary(page).click();
  await expect(drawing(page)).toBeVisible();
}

test('the map is closed until the reader asks for it, by pointer or key', async ({ page, brief }) => {
  await brief.open(BRIEF);
  await expect(region(page).getByRole('heading', { name: 'Map' })).toBeVisible();
  await expect(drawing(page)).toBeHidden();
  await summary(page).click();
  await expect(drawing(page)).toBeVisible();
  await region(page).locator('summary').press('Enter');
  await expect(drawing(page)).toBeHidden();
});

test('the map opens as the reader left it', async ({ page, brief }) => {
  await unfold(page, brief);
  await brief.open(BRIEF);
  await expect(drawing(page)).toBeVisible();
  await summary(page).click();
  await expect(drawing(page)).toBeHidden();
  await brief.open(BRIEF);
  await expect(drawing(page)).toBeHidden();
});

test('a place in the list leads to where the text first names it', async ({ page, brief }) => {
  await unfold(page, brief);
  await item(page, PLACE).click();
  await expect(brief.mention(PLACE).first()).toBeInViewport();
});

test('so does its dot', async ({ page, brief }) => {
  await unfold(page, brief);
  await dot(item(page, PLACE)).click();
  await expect(brief.mention(PLACE).first()).toBeInViewport();
});

test('a place that is pointed at or in focus stands out on the map', async ({ page, brief }) => {
  await unfold(page, brief);
  const link = item(page, PLACE);
  const radius = () => dot(link).evaluate((circle) => parseFloat(getComputedStyle(circle).r));
  const atRest = await radius();
  await link.hover();
  expect(await radius()).toBeGreaterThan(atRest);
  await page.mouse.move(4, 4);
  expect(await radius()).toBe(atRest);
  await link.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(link).toBeFocused();
  expect(await radius()).toBeGreaterThan(atRest);
});

test('the card of a place shows where it lies, and leads to the map', async ({ page, brief }) => {
  await brief.open(BRIEF);
  await brief.mention(PLACE).first().click();
  const card = brief.card(PLACE);
  const locator = card.getByRole('link', { name: 'On the map' });
  // What it shows of the page’s one drawing is really there.
  const shown = await locator.locator('use').evaluate((use: SVGUseElement) => use.getBBox().width);
  expect(shown).toBeGreaterThan(100);
  await locator.click();
  await expect(drawing(page)).toBeVisible();
  await expect(item(page, PLACE)).toBeInViewport();
});

test('the map fits a narrow screen', async ({ page, brief }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await unfold(page, brief);
  const box = await drawing(page).boundingBox();
  expect(box!.x).toBeGreaterThanOrEqual(0);
  expect(box!.x + box!.width).toBeLessThanOrEqual(360);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('the map has other colours in the dark', async ({ page, brief }) => {
  await unfold(page, brief);
  const colours = () =>
    drawing(page).evaluate((svg) => {
      const { backgroundColor } = getComputedStyle(svg);
      const { fill } = getComputedStyle(svg.querySelector('text')!);
      return { sea: backgroundColor, name: fill };
    });
  const light = await colours();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await colours();
  expect(dark.sea).not.toBe(light.sea);
  expect(dark.name).not.toBe(light.name);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1440]) {
    test(`axe has nothing against the open map, ${colorScheme}, ${width} pixels wide`, async ({ page, brief }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await unfold(page, brief);
      const { violations } = await new AxeBuilder({ page }).include('#map').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    });
  }
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the map opens, and entry and list lead to each other', async ({ page, server }) => {
    await page.goto(server.url(BRIEF));
    const entry = page.getByRole('article').filter({ has: page.getByRole('heading', { name: PLACE, exact: true }) });
    await entry.getByRole('link', { name: 'On the map' }).click();
    await expect(drawing(page)).toBeVisible();
    await expect(item(page, PLACE)).toBeInViewport();
    await summary(page).click();
    await expect(drawing(page)).toBeHidden();
  });
});
