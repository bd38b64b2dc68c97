import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('a key point lights the passages that it leads to, and Escape puts them out', async ({ page, brief }) => {
  const second = brief.keyPoints.getByRole('listitem').nth(1);
  await second.getByRole('link', { name: '¶ 3' }).click();
  await expect(brief.lit.filter({ hasText: 'Ansel Torvik leads the group' })).toBeInViewport();

  await page.keyboard.press('Escape');
  await expect(brief.lit).toHaveCount(0);
});

test('where another key point leads, the light goes along', async ({ brief }) => {
  const first = brief.keyPoints.getByRole('listitem').nth(0);
  await first.getByRole('link', { name: '¶' }).first().click();
  await expect(brief.lit.filter({ hasText: 'Insurers no longer accept' })).toBeVisible();
  const third = brief.keyPoints.getByRole('listitem').nth(2);
  await third.getByRole('link', { name: '¶' }).first().click();
  await expect(brief.lit.filter({ hasText: 'common fund' }).first()).toBeInViewport();
  await expect(brief.lit.filter({ hasText: 'Insurers no longer accept' })).toHaveCount(0);
});

test('the words before the links light all passages of a key point, and put them out', async ({ brief }) => {
  const point = brief.keyPoints.getByRole('listitem').nth(1);
  const related = point.getByRole('button', { name: 'Related in the text' });
  await related.click();
  await expect(related).toHaveAttribute('aria-pressed', 'true');
  await expect(brief.lit.filter({ hasText: 'Ansel Torvik leads the group' })).toHaveCount(1);
  await expect(brief.lit.filter({ hasText: 'his authority rests on pilots' })).toHaveCount(1);
  await related.click();
  await expect(brief.lit).toHaveCount(0);
});

test('the key points are copied with their places and the brief they are from', async ({ page, brief, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copy = brief.keyPoints.getByRole('button', { name: 'Copy key points' });
  await copy.click();
  await expect(copy).toHaveText('Copied');
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines[0]).toContain(`“${await brief.title.textContent()}”`);
  const points = await brief.keyPoints.getByRole('listitem').count();
  expect(lines.filter((line) => /^• .+ \((¶ \d+(, )?)+\)$/.test(line))).toHaveLength(points);
  expect(lines.at(-1)).toBe(page.url());
});

test('where the browser copies nothing, that is said', async ({ page, brief }) => {
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await brief.keyPoints.getByRole('button', { name: 'Copy key points' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'lets no page copy' })).toHaveCount(1);
});
