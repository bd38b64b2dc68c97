import { BriefPage } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

const WORDS = 'none was boarded, and none passed';

test('a note made in one tab appears, changes and goes in the other', async ({ context, server, brief }) => {
  const other = new BriefPage(await context.newPage(), server);
  await other.open();
  await brief.open();

  await brief.annotate(WORDS, 'Who counted?');
  await brief.saved();
  await expect(other.note('Who counted?')).toBeVisible();
  await expect(other.highlight(WORDS)).toBeVisible();

  await brief.edit('Who counted?');
  await brief.editor.fill('The SPA counted.');
  await brief.done.click();
  await brief.saved();
  await expect(other.note('The SPA counted.')).toBeVisible();

  await brief.delete('The SPA counted.');
  await brief.saved();
  await expect(other.highlight(WORDS)).toHaveCount(0);
});

test('a note that both tabs write on loses the words of neither', async ({ page, context, server, brief }) => {
  await brief.open();
  await brief.annotate(WORDS, 'First.');
  await brief.saved();
  const other = new BriefPage(await context.newPage(), server);
  await other.open();
  await brief.edit('First.');
  await other.edit('First.');

  await Promise.all([brief.editor.fill('From one tab.'), other.editor.fill('From the other tab.')]);
  await brief.saved();
  await other.saved();
  await page.reload();
  await brief.ready();
  await expect(brief.notes).toContainText('From one tab.');
  await expect(brief.notes).toContainText('From the other tab.');
});
