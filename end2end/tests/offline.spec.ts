import { DARK_NIGHTS, STRAIT } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

test('after a visit to the library alone, a brief that was never opened can be read offline', async ({ server, library, brief }) => {
  await library.open();
  await expect(library.savedHere).toBeVisible();
  await server.stop();

  await brief.open(STRAIT);
  await expect(brief.title).toHaveText('A Strait Closed by Paper');
  await brief.pointAt(brief.mention('Varn Coastal Front').first());
  await expect(brief.card('Varn Coastal Front')).toContainText('An armed group');
});

test('notes are written and found again offline', async ({ page, server, brief }) => {
  await brief.open(STRAIT);
  await brief.annotate('willing is not the word', 'Made with the network on.');
  await brief.saved();
  await expect(brief.savedHere).toBeVisible();
  await server.stop();

  await page.reload();
  await brief.ready();
  await expect(brief.note('Made with the network on.')).toBeVisible();
  await brief.annotate('none was boarded', 'Made with the network off.');
  await brief.saved();

  await brief.open(DARK_NIGHTS);
  await brief.open(STRAIT);
  await expect(brief.note('Made with the network off.')).toBeVisible();
});

test('a brief of one’s own is explained offline, and every other page opens', async ({ page, server, library, read }) => {
  await library.open();
  await expect(library.savedHere).toBeVisible();
  await server.stop();

  for (const [path, heading] of [
    ['/entities/varn-coastal-front/', 'Varn Coastal Front'],
    ['/glossary/', 'Glossary'],
    ['/', 'Varn Papers'],
  ] as const) {
    await library.open(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  }
  await read.open();
  await read.explained('# Of my own\n\nThe Varn Coastal Front sells a toll paper.');
  await expect(read.mention('toll paper')).toBeVisible();
});

test('a link with a place in it works offline', async ({ page, server, library }) => {
  await library.open();
  await expect(library.savedHere).toBeVisible();
  await server.stop();
  await page.goto(server.url(`${STRAIT}#term-dark-passage`));
  await expect(page.getByRole('heading', { name: 'dark passage' })).toBeInViewport();
});

test('with the network back, nothing has to be done', async ({ server, library, brief }) => {
  await library.open();
  await expect(library.savedHere).toBeVisible();
  await server.stop();
  await brief.open(STRAIT);
  await server.start();
  await brief.open(DARK_NIGHTS);
  await expect(brief.title).toHaveText('What Eleven Dark Nights Have Taught the Coast');
});
