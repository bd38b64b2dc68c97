import { expect, test } from '../support/test.ts';

const WORDS = 'none was boarded, and none passed';

test('with the storage full a note is kept in the journal, and the reader is told', async ({ page, brief, library }) => {
  await library.open();
  await page.evaluate(() => {
    // Down to the last byte: smaller and smaller pieces, until not even one fits.
    for (let size = 1 << 20, piece = 0; size >= 1; piece++) {
      try {
        localStorage.setItem(`of-another-app-${piece}`, 'x'.repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });
  await brief.open();
  await brief.annotate(WORDS, 'Keep this.');
  await expect(brief.alert).toContainText('full');
  await brief.saved();

  await page.reload();
  await brief.ready();
  await expect(brief.note('Keep this.')).toBeVisible();

  // What made the storage full goes, and the note moves in.
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('of-another-app')) localStorage.removeItem(key);
  });
  await page.reload();
  await brief.ready();
  await brief.saved();
  await expect(brief.alert).toHaveCount(0);
  const notes = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('/note/')));
  expect(notes).toHaveLength(1);
});
