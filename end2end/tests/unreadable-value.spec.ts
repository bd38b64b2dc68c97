import { expect, test } from '../support/test.ts';

const KEY = 'sidelight/varn-papers/strait-closed-by-paper/note/n1';
const GARBAGE = '{"schema": "from the future", "text": "Who counted?"';

test('a note that cannot be read is set aside unchanged, and the reader is told', async ({ page, brief, library }) => {
  await library.open();
  await page.evaluate(([key, value]) => localStorage.setItem(key!, value!), [KEY, GARBAGE]);
  await brief.open();
  await expect(brief.alert).toContainText('could not be read');
  const aside = () => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('sidelight/varn-papers/quarantine/')));
  await expect.poll(async () => (await aside()).map(([, value]) => value)).toEqual([GARBAGE]);
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();

  // It is still told at the next visit, and the value is still one and the same.
  await page.reload();
  await brief.ready();
  await expect(brief.notes).toContainText('could not be read');
  expect((await aside()).map(([, value]) => value)).toEqual([GARBAGE]);
});

test('a note beside it is not harmed', async ({ page, brief }) => {
  await brief.open();
  await brief.annotate('none was boarded, and none passed', 'Who counted?');
  await brief.saved();
  await page.evaluate(([key, value]) => localStorage.setItem(key!, value!), [KEY, GARBAGE]);
  await page.reload();
  await brief.ready();
  await expect(brief.note('Who counted?')).toBeVisible();
});
