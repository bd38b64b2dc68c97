import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '../support/test.ts';

const TEXT = readFileSync(join(import.meta.dirname, '../library/briefs/eleven-dark-nights.txt'), 'utf8');
const TITLE = 'What Eleven Dark Nights Have Taught the Coast';
const MARKDOWN = '# A file of my own\n\nThe Varn Coastal Front sells every **toll paper** itself.\n';

test.beforeEach(async ({ read }) => {
  await read.open();
});

test('a pasted brief is explained, with cards like those of the library', async ({ page, read }) => {
  await read.explained(TEXT);
  await expect(read.title).toHaveText(TITLE);
  await expect(read.keyPoints.getByRole('listitem')).toHaveCount(2);
  await expect(read.brief).not.toContainText('SUBSCRIBE');

  await read.pointAt(read.mention('Varn Coastal Front').first());
  await expect(read.card('Varn Coastal Front')).toContainText('An armed group that has held the northern shore');
  await page.keyboard.press('Escape');
  await read.pointAt(read.mention('toll paper').first());
  await expect(read.card('toll paper')).toContainText('A receipt, sold on shore');
});

test('who hears the page hears its reference section too, far below the window', async ({ page, read }) => {
  await page.setViewportSize({ width: 360, height: 300 });
  await read.explained(TEXT);
  const devtools = await page.context().newCDPSession(page);
  const headings = async () => {
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    return nodes.filter(({ role }) => role?.value === 'heading').map(({ name }) => String(name?.value));
  };
  await expect.poll(headings).toContain('toll paper');
});

test('what explains a brief is on its way while the reader is still choosing one', async ({ page, read }) => {
  const worker = page.waitForEvent('worker');
  await page.reload();
  await worker;
  await expect(read.brief).toHaveCount(0);
});

test('it is still there after a reload', async ({ page, read }) => {
  await read.kept(TEXT);
  await page.reload();
  await read.ready();
  await expect(read.title).toHaveText(TITLE);
  await expect(read.mention('Varn Coastal Front').first()).toBeVisible();
});

test('the library lists it, leads to it, can remove it and put it back', async ({ page, read, library }) => {
  await read.kept(TEXT);
  await library.open();
  const own = library.ownBriefs;
  await own.getByRole('link', { name: TITLE }).click();
  await expect(page).toHaveURL(/\/read\//);
  await expect(read.title).toHaveText(TITLE);

  await library.open();
  await own.getByRole('button', { name: 'Remove' }).click();
  await expect(own.getByRole('link', { name: TITLE })).toHaveCount(0);
  await own.getByRole('button', { name: 'Put it back' }).click();
  await expect(own.getByRole('link', { name: TITLE })).toBeVisible();

  await own.getByRole('button', { name: 'Remove' }).click();
  await expect(own.getByRole('link', { name: TITLE })).toHaveCount(0);
  await page.reload();
  await library.ready();
  await expect(library.briefs).toBeVisible();
  await expect(own).toHaveCount(0);
});

test('a note made on it comes back with it', async ({ page, read }) => {
  await read.kept(TEXT);
  await read.annotate('every lamp on the northern shore', 'Who lit them again?');
  await read.saved();
  await page.reload();
  await read.ready();
  await expect(read.note('Who lit them again?')).toBeVisible();
  await expect(read.highlight('every lamp on the northern shore')).toBeVisible();
});

test('a file is read like a pasted text', async ({ page, read }) => {
  const file = { name: 'own.md', mimeType: 'text/markdown', buffer: Buffer.from(MARKDOWN) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(read.title).toHaveText('A file of my own');
  await expect(read.mention('toll paper')).toBeVisible();
});

test('a file that is no text is refused in one sentence', async ({ page, read }) => {
  const file = { name: 'picture.txt', mimeType: 'text/plain', buffer: Buffer.from([0x89, 0x50, 0, 0, 0xff, 0xfe, 0, 1]) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(read.alert).toHaveCount(1);
  await expect(read.brief).toHaveCount(0);
});

test('what is no brief is refused with a reason, and stays to be mended', async ({ read }) => {
  const notABrief = '---\ntitle: [unfinished\n---\n\nText.';
  await read.text.fill(notABrief);
  await read.explain.click();
  await expect(read.alert).toHaveCount(1);
  await expect(read.alert).toContainText('line');
  await expect(read.text).toHaveValue(notABrief);

  await read.explained(TEXT);
  await expect(read.alert).toHaveCount(0);
});

test('nothing to read is said to be nothing', async ({ read }) => {
  await read.text.fill('   \n');
  await read.explain.click();
  await expect(read.alert).toHaveCount(1);
});

test('text that looks like a page stays text', async ({ page, read }) => {
  await read.explained('# Title\n\nBefore <img src=x onerror="document.title=1"><script>document.title=2</script> after.');
  await expect(read.brief.locator('img, script')).toHaveCount(0);
  await expect(page).not.toHaveTitle(/^[12]$/);
});

test('once the site is kept here, explaining asks the network for nothing at all', async ({ server, read }) => {
  await expect(read.savedHere).toBeVisible();
  const before = server.requests.length;
  await read.explained(TEXT);
  expect(server.requests.slice(before)).toEqual([]);
});
