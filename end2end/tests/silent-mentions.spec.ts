import { wait } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('what everyone knows stays silent under the pointer', async ({ page, brief }) => {
  await brief.pointAt(brief.mention('Varnia'));
  await wait(page, 1200);
  await expect(brief.anyCard).toHaveCount(0);
});

test('what everyone knows answers to a click, and the page stays where it is', async ({ page, brief }) => {
  await brief.mention('Varnia').click();
  await expect(brief.card('Varnia')).toContainText('A country that everyone in this library knows.');
  await expect(page).not.toHaveURL(/#/);
  await brief.pointAway();
  await wait(page, 1200);
  await expect(brief.card('Varnia')).toBeVisible();
  await brief.title.click();
  await expect(brief.anyCard).toHaveCount(0);
});

test('what everyone knows is no tab stop', async ({ brief }) => {
  await expect(brief.mention('Varnia')).toHaveAttribute('tabindex', '-1');
});
