import { type Locator } from '@playwright/test';

import { type BriefPage, firstLine, wait } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

/** Longer than any delay of a card, opening or closing. */
const LONG = 1200;
const FRONT = 'Varn Coastal Front';

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('a pointer at rest on a name is told who that is, in the words of the reference section', async ({ brief }) => {
  await brief.pointAt(brief.mention(FRONT).first());
  const card = brief.card(FRONT);
  await expect(card).toBeVisible();
  await expect(card).toHaveAttribute('data-card', 'entity');
  const summary = await brief.entry(FRONT).getByText('An armed group').innerText();
  await expect(card).toContainText(summary);
  await expect(card).toContainText('Leader');
  await expect(card).toContainText('Institute of Invented Seas');
});

test('a pointer at rest on a term is told what it means', async ({ brief }) => {
  await brief.pointAt(brief.mention('dark passage').first());
  const card = brief.card('dark passage');
  await expect(card).toHaveAttribute('data-card', 'term');
  await expect(card).toContainText('A crossing by night with lights and transponder switched off.');
});

test('a name that looks like plain text answers as its first mention did', async ({ brief }) => {
  await brief.pointAt(brief.mention('Torvik'));
  await expect(brief.card('Ansel Torvik')).toContainText('A former harbour pilot');
});

test('a pointer that only passes opens nothing', async ({ page, brief }) => {
  const mention = brief.mention(FRONT).first();
  await mention.scrollIntoViewIfNeeded();
  const { x, y } = await firstLine(mention);
  await page.mouse.move(x - 200, y - 60);
  await page.mouse.move(x + 200, y + 60, { steps: 20 });
  await wait(page, LONG);
  await expect(brief.anyCard).toHaveCount(0);
});

test('a card stays while the pointer travels to it and as long as it is there', async ({ page, brief }) => {
  await brief.pointAt(brief.mention(FRONT).first());
  const card = brief.card(FRONT);
  await expect(card).toBeVisible();
  const box = (await card.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 25 });
  await wait(page, LONG);
  await expect(card).toBeVisible();
});

test('a card closes when the pointer goes elsewhere', async ({ brief }) => {
  await brief.pointAt(brief.mention(FRONT).first());
  await expect(brief.card(FRONT)).toBeVisible();
  await brief.pointAway();
  await expect(brief.anyCard).toHaveCount(0);
});

test('Escape closes a card and leaves it closed under the resting pointer', async ({ page, brief }) => {
  await brief.pointAt(brief.mention(FRONT).first());
  await expect(brief.card(FRONT)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(brief.anyCard).toHaveCount(0);
  await wait(page, LONG);
  await expect(brief.anyCard).toHaveCount(0);
});

test('the page scrolling under a resting pointer opens nothing', async ({ page, brief }) => {
  const mention = brief.mention('Strait Pilotage Authority');
  await mention.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const { x, y } = await firstLine(mention);
  await page.mouse.move(x, y + 200);
  await page.mouse.wheel(0, -200);
  await expect.poll(() => firstLine(mention).then((place) => Math.round(place.y - y))).toBe(200);
  await wait(page, LONG);
  await expect(brief.anyCard).toHaveCount(0);
});

test('one card at a time: the next name takes the place of the last', async ({ brief }) => {
  // The card of the first stands below its line, and the second name above: neither covers the other.
  await brief.pointAt(brief.mention('toll paper').first());
  await expect(brief.card('toll paper')).toBeVisible();
  await brief.pointAt(brief.mention(FRONT).first());
  await expect(brief.card(FRONT)).toBeVisible();
  await expect(brief.anyCard).toHaveCount(1);
});

test('a card keeps clear of its name and inside the window, wherever that stands', async ({ page, brief }) => {
  for (const block of ['start', 'center', 'end'] as const) {
    for (const mention of await sample(brief.marked)) {
      await mention.evaluate((element, block) => element.scrollIntoView({ block, behavior: 'instant' }), block);
      await brief.pointAt(mention);
      await expect(brief.anyCard).toBeVisible();
      await expectWellPlaced(brief, mention);
      await page.keyboard.press('Escape');
      await brief.pointAway();
    }
  }
});

test('the card of a name that is broken over two lines stands by the line that is pointed at', async ({ page, brief }) => {
  const mention = brief.mention('Confederation of Northern Lighthouse Keepers and Harbour Pilots');
  const lines = () => mention.evaluate((element) => [...element.getClientRects()].map((line) => line.toJSON() as DOMRect));
  // At one of these widths the name stands across the end of a line.
  for (let width = 1440; (await lines()).length < 2 && width > 360; width -= 20) {
    await page.setViewportSize({ width, height: 900 });
  }
  await mention.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  for (const index of [0, 1]) {
    const line = (await lines())[index]!;
    await page.mouse.move(line.left + 8, line.top + line.height / 2 - 1);
    await page.mouse.move(line.left + 10, line.top + line.height / 2, { steps: 3 });
    await expect(brief.anyCard).toBeVisible();
    const card = (await brief.anyCard.boundingBox())!;
    const gap = Math.max(card.y - line.bottom, line.top - (card.y + card.height));
    expect(gap).toBeGreaterThanOrEqual(0);
    expect(gap).toBeLessThan(line.height);
    await page.keyboard.press('Escape');
    await brief.pointAway();
    await expect(brief.anyCard).toHaveCount(0);
  }
});

test('in a card taller than the window the actions are in sight at once', async ({ page, brief }) => {
  await page.setViewportSize({ width: 1280, height: 300 });
  await brief.pointAt(brief.mention(FRONT).first());
  const card = brief.card(FRONT);
  expect(await card.evaluate((card) => card.scrollHeight - card.clientHeight)).toBeGreaterThan(20);
  await expect(card.getByRole('button', { name: 'Pin' })).toBeInViewport({ ratio: 1 });
  await card.getByRole('button', { name: 'Wrong or unhelpful?' }).click();
  await expect(card.getByRole('group', { name: 'Wrong or unhelpful?' }).getByRole('button').first()).toBeInViewport({ ratio: 1 });
});

test('a card steps through the places that speak of its subject', async ({ page, brief }) => {
  await brief.pointAt(brief.mention(FRONT).first());
  const card = brief.card(FRONT);
  await expect(card).toContainText('1 of');
  await card.getByRole('button', { name: 'Next mention' }).click();
  await expect(card).toContainText('2 of');
  await expect(brief.mention(FRONT).nth(1)).toBeInViewport();
  await expect(page).toHaveURL(/\/briefs\/strait-closed-by-paper\/$/);
});

test('a pinned card stays until it is closed', async ({ page, brief }) => {
  await brief.pointAt(brief.mention(FRONT).first());
  const card = brief.card(FRONT);
  await card.getByRole('button', { name: 'Pin' }).click();
  await brief.pointAway();
  await wait(page, LONG);
  await expect(card).toBeVisible();
  await card.getByRole('button', { name: 'Close' }).click();
  await expect(card).toHaveCount(0);
});

/** A few places spread over the text. */
async function sample(places: Locator): Promise<Locator[]> {
  const all = await places.all();
  const step = Math.ceil(all.length / 4);
  return all.filter((_, index) => index % step === 0);
}

async function expectWellPlaced(brief: BriefPage, mention: Locator): Promise<void> {
  const card = (await brief.anyCard.boundingBox())!;
  const window = brief.page.viewportSize()!;
  expect(card.x).toBeGreaterThanOrEqual(0);
  expect(card.y).toBeGreaterThanOrEqual(0);
  expect(card.x + card.width).toBeLessThanOrEqual(window.width);
  expect(card.y + card.height).toBeLessThanOrEqual(window.height);
  const { x, y } = await firstLine(mention);
  const isOnName = card.x < x && x < card.x + card.width && card.y < y && y < card.y + card.height;
  expect(isOnName, 'the card covers its name').toBe(false);
}
