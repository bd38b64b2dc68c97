import { wait } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('a date that needs reckoning has a card, counted from the day of the brief', async ({ brief }) => {
  await brief.pointAt(brief.mention('the second week of March'));
  const card = brief.card('8 – 14 March 2025');
  await expect(card).toHaveAttribute('data-card', 'date');
  await expect(card).toContainText('“the second week of March”, seen from 14 March 2025');
});

test('a date in the text leads to its place in the timeline, and that to its paragraph', async ({ page, brief }) => {
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const item = timeline.getByRole('listitem').filter({ hasText: 'two captains chose' });
  await expect(item).toContainText('11 March 2025');
  await brief.mention('11 March').click();
  await brief.card('11 March 2025').getByRole('link', { name: '11 March 2025' }).click();
  await expect(item).toBeInViewport();
  await item.getByRole('link', { name: '¶ 2' }).click();
  await expect(brief.mention('11 March')).toBeInViewport();
});

test('the number beside a passage shows the key point that it belongs to', async ({ brief }) => {
  const number = brief.brief.getByRole('link', { name: 'Key point 2', exact: true }).first();
  await brief.pointAt(number);
  const card = brief.card('Key point 2');
  await expect(card).toHaveAttribute('data-card', 'key-point');
  await expect(card).toContainText('his authority rests on pilots');
  await expect(card).toContainText('Related in the text');
});

test('the number answers to keys as well', async ({ page, brief }) => {
  const number = brief.brief.getByRole('link', { name: 'Key point 2', exact: true }).first();
  await number.focus();
  await page.keyboard.press('Enter');
  await expect(brief.card('Key point 2')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(number).toBeFocused();
});

test('a word of judgement says what it weighs, on a click and not before', async ({ page, brief }) => {
  const hedge = brief.brief.locator('[data-hedge]').first();
  await brief.pointAt(hedge);
  await wait(page, 1200);
  await expect(brief.anyCard).toHaveCount(0);
  await hedge.click();
  await expect(brief.anyCard).toHaveAttribute('data-card', 'hedge');
  await expect(brief.anyCard).toContainText(await hedge.innerText());
});

test('a statement over a year old is marked as old on the day of reading', async ({ page, brief }) => {
  await page.clock.setFixedTime(new Date('2025-03-20'));
  await brief.open();
  const stated = brief.entry('Varn Coastal Front').locator('.src time').first();
  const [year, month] = ((await stated.getAttribute('datetime')) ?? '').split('-').map(Number) as [number, number];
  await expect(stated).not.toHaveClass(/old/);
  await page.clock.setFixedTime(new Date(Date.UTC(year + 1, month, 15)));
  await page.reload();
  await expect(stated).toHaveClass(/old/);
});
