import { expect, test } from '../support/test.ts';

const FRONT = 'Varn Coastal Front';

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('the list of entities is filtered as the reader types', async ({ brief }) => {
  const items = brief.index.getByRole('listitem');
  await expect(items.filter({ hasText: FRONT })).toBeVisible();
  await brief.index.getByRole('searchbox', { name: 'Filter entities' }).fill('torv');
  await expect(items.filter({ visible: true })).toHaveText([/Ansel Torvik/]);
  await brief.index.getByRole('searchbox').fill('nobody');
  await expect(items.filter({ visible: true })).toHaveCount(0);
  await expect(brief.index).toContainText('No entity of this brief is called so.');
  await brief.index.getByRole('searchbox').fill('');
  await expect(items.filter({ hasText: FRONT })).toBeVisible();
});

test('sentences that do not name what is in focus step back', async ({ page, brief }) => {
  const named = brief.brief.getByText('Ansel Torvik leads the group, but gives few orders');
  const other = brief.brief.getByText('By Friday');
  const ink = (place: typeof named) => place.evaluate((element) => getComputedStyle(element).color);
  const before = await ink(other);
  await brief.index.getByRole('button', { name: 'Focus on Ansel Torvik' }).click();
  expect(await ink(named)).toBe(before);
  expect(await ink(other)).not.toBe(before);
  await expect(brief.index).toContainText(/\d of \d+ sentences/);

  await brief.index.getByRole('button', { name: `Focus on ${FRONT}` }).click();
  expect(await ink(brief.brief.getByText('The Varn Coastal Front (VCF) had done nothing'))).toBe(before);

  await brief.index.getByRole('button', { name: 'Clear' }).click();
  expect(await ink(other)).toBe(before);
  await expect(brief.index.getByRole('button', { pressed: true })).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement!.tagName)).not.toBe('BODY');
});
