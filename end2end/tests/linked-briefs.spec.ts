import { expect, test } from '../support/test.ts';

const LINK = 'left the whole coast dark';
const TITLE = 'What Eleven Dark Nights Have Taught the Coast';

test('a link to another brief shows its title, date and key points at rest, and leads there', async ({ page, brief }) => {
  await brief.open();
  const link = brief.mention(LINK);
  await brief.pointAt(link);
  const card = brief.card(TITLE);
  await expect(card).toBeVisible();
  await expect(card).toHaveAttribute('data-card', 'brief');
  await expect(card).toContainText('7 February 2025');
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await link.click();
  await expect(page).toHaveURL(/\/briefs\/eleven-dark-nights\/$/);
});

test('by keys the card opens with Alt and the arrow, and Enter follows the link', async ({ page, brief }) => {
  await brief.open();
  const link = brief.mention(LINK);
  await link.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(brief.card(TITLE)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/briefs\/eleven-dark-nights\/$/);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 780 } });

  test('a tap opens the card, whose title leads on', async ({ page, brief }) => {
    await brief.open();
    const address = page.url();
    await brief.mention(LINK).tap();
    const card = brief.card(TITLE);
    await expect(card).toBeVisible();
    expect(page.url()).toBe(address);
    await card.getByRole('link', { name: TITLE }).tap();
    await expect(page).toHaveURL(/\/briefs\/eleven-dark-nights\/$/);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the link leads to the brief, and its entry stands in the reference section', async ({ page, brief, server }) => {
    await page.goto(server.url('/briefs/strait-closed-by-paper/'));
    await expect(page.getByRole('region', { name: 'Other briefs' })).toContainText(TITLE);
    await brief.mention(LINK).click();
    await expect(page).toHaveURL(/\/briefs\/eleven-dark-nights\/$/);
  });
});
