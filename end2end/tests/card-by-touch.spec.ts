import { expect, test } from '../support/test.ts';

const FRONT = 'Varn Coastal Front';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('a tap opens a sheet at the foot of the screen and goes nowhere', async ({ page, brief }) => {
  const mention = brief.mention(FRONT).first();
  await mention.tap();
  const card = brief.card(FRONT);
  await expect(card).toBeVisible();
  await expect(page).not.toHaveURL(/#/);
  const box = async () => (await card.boundingBox())!;
  await expect.poll(async () => Math.round((await box()).y + (await box()).height)).toBe(740);
  expect((await box()).width).toBeGreaterThan(340);
  // What was tapped stays in sight above the sheet.
  const { y: top } = await box();
  await expect.poll(() => mention.evaluate((element) => element.getBoundingClientRect().bottom)).toBeLessThan(top);
});

test('a sheet closes by its button', async ({ brief }) => {
  await brief.mention(FRONT).first().tap();
  await brief.card(FRONT).getByRole('button', { name: 'Close' }).tap();
  await expect(brief.anyCard).toHaveCount(0);
});

test('a sheet closes by a tap on the text', async ({ brief }) => {
  await brief.mention(FRONT).first().tap();
  await expect(brief.card(FRONT)).toBeVisible();
  await brief.title.tap();
  await expect(brief.anyCard).toHaveCount(0);
});

test('a name tapped while a sheet is open takes its place', async ({ brief }) => {
  await brief.mention('toll paper').first().tap();
  await expect(brief.card('toll paper')).toBeVisible();
  await brief.mention(FRONT).first().tap();
  await expect(brief.card(FRONT)).toBeVisible();
  await expect(brief.anyCard).toHaveCount(1);
});
