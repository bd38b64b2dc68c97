import { wait } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

const FRONT = 'Varn Coastal Front';

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('Tab comes to the marked names and opens nothing by itself', async ({ page, brief }) => {
  await brief.tabTo(brief.mention(FRONT).first());
  await wait(page, 1200);
  await expect(brief.anyCard).toHaveCount(0);
});

for (const keys of ['Enter', 'Alt+ArrowDown']) {
  test(`${keys} opens the card and leads into it; Escape leads back`, async ({ page, brief }) => {
    const mention = brief.mention(FRONT).first();
    await brief.tabTo(mention);
    await page.keyboard.press(keys);
    const card = brief.card(FRONT);
    await expect(card).toBeVisible();
    await expect(card.locator(':focus')).toHaveCount(1);
    await expect(page).not.toHaveURL(/#/);

    await page.keyboard.press('Escape');
    await expect(card).toHaveCount(0);
    await expect(mention).toBeFocused();
  });
}

test('the first thing in a card is the way to all there is about its subject', async ({ page, brief }) => {
  await brief.tabTo(brief.mention(FRONT).first());
  await page.keyboard.press('Enter');
  const link = brief.card(FRONT).getByRole('link').first();
  await expect(link).toHaveText(FRONT);
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/entities\/varn-coastal-front\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(FRONT);
});

test('Tab past the end of a card goes on reading after its name', async ({ page, brief }) => {
  const mention = brief.mention(FRONT).first();
  await brief.tabTo(mention);
  await page.keyboard.press('Enter');
  const card = brief.card(FRONT);
  await expect(card).toBeVisible();
  for (let stops = 0; stops < 20 && (await card.count()) > 0; stops++) await page.keyboard.press('Tab');
  await expect(card).toHaveCount(0);
  const isAfterName = await mention.evaluate((element) =>
    Boolean(document.activeElement!.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) &&
    document.activeElement !== document.body,
  );
  expect(isAfterName).toBe(true);
});
