import { DARK_NIGHTS } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

const WORDS = 'none was boarded, and none passed';
const TEXT = 'Who counted?';

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('selected words become a note beside the text, and it says that it is saved', async ({ brief }) => {
  await brief.annotate(WORDS, TEXT);
  await expect(brief.highlight(WORDS)).toBeVisible();
  await brief.saved();
  await expect(brief.note(TEXT).getByText('saved', { exact: true })).toBeVisible();
});

test('a note is there after a reload', async ({ page, brief }) => {
  await brief.annotate(WORDS, TEXT);
  await brief.saved();
  await page.reload();
  await brief.ready();
  await expect(brief.note(TEXT)).toBeVisible();
  await expect(brief.highlight(WORDS)).toBeVisible();
});

test('a note is there in a new page, and on no other brief', async ({ page, brief }) => {
  await brief.annotate(WORDS, TEXT);
  await brief.saved();
  await brief.open(DARK_NIGHTS);
  await expect(brief.allNotes).toHaveCount(0);
  await page.goto('about:blank');
  await brief.open();
  await expect(brief.note(TEXT)).toBeVisible();
});

test('a note can be changed', async ({ page, brief }) => {
  await brief.annotate(WORDS, TEXT);
  await brief.saved();
  await page.reload();
  await brief.ready();
  await brief.edit(TEXT);
  await brief.editor.fill('The SPA counted.');
  await brief.saved();
  await page.reload();
  await brief.ready();
  await expect(brief.note('The SPA counted.')).toBeVisible();
  await expect(brief.note(TEXT)).toHaveCount(0);
});

test('a deleted note can be brought back, and otherwise stays away', async ({ page, brief }) => {
  await brief.annotate(WORDS, TEXT);
  await brief.saved();
  await brief.delete(TEXT);
  await expect(brief.highlight(WORDS)).toHaveCount(0);
  await brief.notes.getByRole('button', { name: 'Undo' }).click();
  await expect(brief.note(TEXT)).toBeVisible();
  await expect(brief.highlight(WORDS)).toBeVisible();

  await brief.delete(TEXT);
  await brief.saved();
  await page.reload();
  await brief.ready();
  await expect(brief.highlight(WORDS)).toHaveCount(0);
  await expect(brief.allNotes).toHaveCount(0);
});

test('words can be highlighted without a word about them', async ({ page, brief }) => {
  await brief.select(WORDS);
  await brief.selectionTools.getByRole('button', { name: 'Highlight' }).click();
  await expect(brief.highlight(WORDS)).toBeVisible();
  await brief.saved();
  await page.reload();
  await brief.ready();
  await expect(brief.highlight(WORDS)).toBeVisible();
});

test('a note across two names leaves both of them answering', async ({ brief }) => {
  await brief.annotate('crossing of the Strait of Varn without a toll paper', TEXT);
  await brief.saved();
  await brief.pointAt(brief.mention('toll paper').nth(1));
  await expect(brief.card('toll paper')).toBeVisible();
});

test('with keys alone: select, write, come back', async ({ page, brief }) => {
  // The first word is the test's, as caret browsing would give it; the keys do the rest.
  await brief.brief.getByText('In the second week of March').evaluate((paragraph) => {
    getSelection()!.collapse(paragraph, 0);
    getSelection()!.modify('extend', 'forward', 'word');
  });
  for (let word = 0; word < 3; word++) await page.keyboard.press('Shift+ControlOrMeta+ArrowRight');
  expect(await page.evaluate(() => getSelection()!.toString().trim())).toBe('In the second week');
  await expect(brief.selectionTools).toBeVisible();
  await page.keyboard.press('n');
  await expect(brief.editor).toBeFocused();
  await page.keyboard.type('Which year?');
  await page.keyboard.press('Escape');
  await brief.saved();
  await page.reload();
  await brief.ready();
  await expect(brief.note('Which year?')).toBeVisible();
  await expect(brief.highlight('the second week')).toBeVisible();
});

test('what is typed last is saved when the page is left at once', async ({ page, brief }) => {
  await brief.startNote(WORDS, TEXT);
  await page.keyboard.type(' And when?');
  await page.goto('about:blank');
  await brief.open();
  await expect(brief.note(`${TEXT} And when?`)).toBeVisible();
});

test('markup in a note stays text', async ({ page, brief }) => {
  await brief.annotate(WORDS, '<img src=x onerror="document.title=1">');
  await brief.saved();
  await page.reload();
  await brief.ready();
  await expect(brief.note('<img src=x')).toBeVisible();
  await expect(brief.notes.locator('img')).toHaveCount(0);
});
