import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('N leads from passage to passage of the key points, P back', async ({ page, brief }) => {
  const status = page.getByRole('status').filter({ hasText: 'Key point' });
  await page.keyboard.press('n');
  await expect(status).toHaveText(/^Key point 1, passage 1 of \d: ¶ \d+\.$/);
  const first = await status.textContent();
  await expect(brief.lit.first()).toBeVisible();
  await expect(brief.brief.locator('.passage:focus')).toBeInViewport();
  await page.keyboard.press('n');
  await expect(status).not.toHaveText(first ?? '');
  await page.keyboard.press('p');
  await expect(status).toHaveText(first ?? '');
  await page.keyboard.press('Escape');
  await expect(brief.lit).toHaveCount(0);
});

test('stepping begins at the key point whose passages are lit', async ({ page, brief }) => {
  await brief.keyPoints.getByRole('listitem').nth(1).getByRole('button', { name: 'Related in the text' }).click();
  await page.keyboard.press('n');
  await expect(page.getByRole('status').filter({ hasText: 'Key point 2, passage 1' })).toBeVisible();
});

test('a question mark lists the keys, and Escape closes the list alone', async ({ page, brief }) => {
  await brief.tabTo(brief.marked.first());
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toBeVisible();
  await expect(list).toContainText('Next passage of the key points');
  await page.keyboard.press('n');
  await expect(page.locator('.lit')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(brief.marked.first()).toBeFocused();

  await page.keyboard.press('n');
  await page.keyboard.press('?');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(brief.lit.first()).toBeVisible();

  await page.keyboard.press('?');
  await page.keyboard.press('Shift+Tab');
  await expect(list).toBeHidden();
});

test('the list is found without its key', async ({ page }) => {
  await page.getByRole('button', { name: 'Aa' }).click();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await list.getByRole('button', { name: 'Close' }).click();
  await expect(list).toBeHidden();
});

test('E finds an entity, M changes the marks', async ({ page, brief }) => {
  await page.keyboard.press('e');
  await expect(brief.index.getByRole('searchbox', { name: 'Filter entities' })).toBeFocused();
  await page.keyboard.type('m');
  await expect(page.locator('html')).not.toHaveAttribute('data-marks');
  await brief.index.getByRole('searchbox').fill('');
  await brief.title.click();
  await page.keyboard.press('m');
  await expect(page.locator('html')).toHaveAttribute('data-marks', 'none');
});

test('single keys can be switched off, and stay off', async ({ page, brief }) => {
  await page.getByRole('button', { name: 'Aa' }).click();
  await page.getByRole('radio', { name: 'Off' }).check();
  await page.reload();
  await brief.ready();
  await page.keyboard.press('?');
  await page.keyboard.press('n');
  await brief.select('Nobody followed them');
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(brief.lit).toHaveCount(0);
  await expect(brief.brief.locator('mark')).toHaveCount(0);
  await brief.selectionTools.getByRole('button', { name: 'Highlight' }).click();
  await expect(brief.highlight('Nobody followed them')).toBeVisible();
});
