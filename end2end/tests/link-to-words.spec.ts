import { expect, test } from '../support/test.ts';

const WORDS = 'none was boarded, and none passed';

test('a link to selected words can be copied, and leads there', async ({ page, context, brief }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.setViewportSize({ width: 1000, height: 300 });
  await brief.open();
  await brief.select(WORDS);
  const copy = brief.selectionTools.getByRole('button', { name: 'Copy a link to these words' });
  await copy.click();
  await expect(copy).toHaveText('Copied');
  await expect(brief.selectionTools, 'the words stay selected').toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\/briefs\/strait-closed-by-paper\/#:~:text=none%20was%20boarded/);

  await page.goto('about:blank');
  await page.goto(link);
  await brief.ready();
  await expect(brief.brief.locator('p').filter({ hasText: WORDS })).toBeInViewport();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(100);
});

test('a brief of one’s own has no address for others', async ({ read }) => {
  await read.open();
  await read.explained('# Of my own\n\nThe Varn Coastal Front sells toll paper.');
  await read.select('Of my own');
  await expect(read.selectionTools.getByRole('button', { name: 'Note' })).toBeVisible();
  await expect(read.selectionTools.getByRole('button', { name: 'Copy a link' })).toHaveCount(0);
});
