import { expect, test } from '../support/test.ts';

/** The third paragraph from the end: far below the first view, and not the end. */
const LATE = '[data-n] >> nth=-3';

test.use({ viewport: { width: 800, height: 500 } });

test('a brief offers where the reader left off, and leads there', async ({ page, brief }) => {
  await brief.open();
  const resume = page.getByRole('link', { name: /^Go on at ¶ \d+/ });
  await expect(resume).toHaveCount(0);
  await brief.brief.locator(LATE).evaluate((paragraph) => paragraph.scrollIntoView({ block: 'start' }));
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.endsWith('/place')))).toBe(true);

  const again = await page.context().newPage();
  await again.setViewportSize({ width: 800, height: 500 });
  await again.goto(page.url());
  const offered = again.getByRole('link', { name: /^Go on at ¶ \d+/ });
  await expect(offered).toBeInViewport();
  expect(await again.evaluate(() => scrollY)).toBe(0);
  await offered.click();
  await expect(again.locator('[data-n]:focus')).toBeInViewport();
  await expect(offered).toHaveCount(0);
});

test('nothing is offered where the address leads to a place, or once all is read', async ({ page, brief }) => {
  await brief.open();
  await brief.brief.locator(LATE).evaluate((paragraph) => paragraph.scrollIntoView({ block: 'start' }));
  const isKept = () => page.evaluate(() => Object.keys(localStorage).some((key) => key.endsWith('/place')));
  await expect.poll(isKept).toBe(true);

  const led = await page.context().newPage();
  await led.goto(`${page.url()}#b3`);
  await expect(led.locator('html')).toHaveAttribute('data-ready', 'true');
  await expect(led.getByRole('link', { name: /^Go on at/ })).toHaveCount(0);

  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect.poll(isKept).toBe(false);
});
