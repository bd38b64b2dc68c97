import { refuseDatabases, refuseStorage } from '../support/refusals.ts';
import { expect, test } from '../support/test.ts';

const WORDS = 'none was boarded, and none passed';

test('where the browser stores nothing, the reader is told, and what was typed stays on the page', async ({ page, brief }) => {
  await page.addInitScript(refuseStorage);
  await page.addInitScript(refuseDatabases);
  await brief.open();
  await expect(brief.alert).toContainText(/cannot be saved|not being saved/);

  await brief.startNote(WORDS, 'Keep this.');
  await expect(brief.alert).toContainText(/not being saved|not saved/);
  await expect(page.locator('html')).toHaveAttribute('data-saved', 'false');
  await expect(brief.editor).toHaveValue('Keep this.');
  await page.keyboard.press('Escape');
  await expect(brief.note('Keep this.')).toBeVisible();
  await expect(brief.highlight(WORDS)).toBeVisible();

  // All else works as ever.
  await brief.pointAt(brief.mention('Varn Coastal Front').first());
  await expect(brief.card('Varn Coastal Front')).toBeVisible();
});

test('where only the ordinary storage is refused, notes live in the journal', async ({ page, brief }) => {
  await page.addInitScript(refuseStorage);
  await brief.open();
  await brief.annotate(WORDS, 'Keep this.');
  await brief.saved();
  await expect(brief.alert).toContainText('journal');
  await page.reload();
  await brief.ready();
  await expect(brief.note('Keep this.')).toBeVisible();
});

for (const path of ['/', '/read/', '/glossary/', '/entities/ansel-torvik/']) {
  test(`${path} works without storage`, async ({ page, library }) => {
    await page.addInitScript(refuseStorage);
    await page.addInitScript(refuseDatabases);
    await library.open(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
}

test('a brief of the reader’s own is explained without storage', async ({ page, read }) => {
  await page.addInitScript(refuseStorage);
  await page.addInitScript(refuseDatabases);
  await read.open();
  await read.explained('# Of my own\n\nThe Varn Coastal Front sells toll paper.');
  await expect(read.mention('Varn Coastal Front')).toBeVisible();
});
