/** The notes are a part of the program that comes when they are first needed. */
import type { Page } from '@playwright/test';

import { wait } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

const WORDS = 'none was boarded, and none passed';
const NOTES = /\/assets\/app_notes\.[0-9a-f]+\.wasm$/;

/** The addresses of the notes' code that the page has asked for so far. */
function asked(page: Page): string[] {
  const addresses: string[] = [];
  page.on('request', (request) => {
    // What the service worker fetches to keep is no need of the page's.
    if (NOTES.test(request.url()) && !request.serviceWorker()) {
      addresses.push(request.url());
    }
  });
  return addresses;
}

test('a visit without notes loads nothing for them, and still says how to make one', async ({ page, brief }) => {
  const addresses = asked(page);
  await brief.open();
  await expect(brief.region('Notes')).toContainText('Select words in the brief');
  await brief.pointAt(brief.mention('Varn Coastal Front').first());
  await expect(brief.card('Varn Coastal Front')).toBeVisible();
  expect(addresses).toEqual([]);

  await brief.select(WORDS);
  await expect(brief.selectionTools).toBeVisible();
  expect(addresses).toHaveLength(1);
});

test('where there are notes, they come with the page', async ({ page, brief }) => {
  await brief.open();
  await brief.annotate(WORDS, 'Seen before.');
  await brief.saved();
  const addresses = asked(page);
  await page.reload();
  await expect(brief.note('Seen before.')).toBeVisible();
  expect(addresses).toHaveLength(1);
});

test('a note on the whole brief can be the first', async ({ page, brief }) => {
  await brief.open();
  await brief.region('Notes').getByRole('button', { name: 'Note on the whole brief' }).click();
  await expect(brief.editor).toBeFocused();
  await page.keyboard.type('About all of it.');
  await brief.saved();
  await expect(brief.note('About all of it.')).toBeVisible();
});

test('a first note in one window is shown in another at once', async ({ context, server, brief }) => {
  await brief.open();
  const other = await context.newPage();
  await other.goto(server.url('/briefs/strait-closed-by-paper/'));
  await expect(other.locator('html')).toHaveAttribute('data-ready', 'true');
  await brief.annotate(WORDS, 'From the other window.');
  await expect(other.getByText('From the other window.')).toBeVisible();
  await other.close();
});

test('a browser that is slow to say what it keeps does not disturb a note that is being written', async ({ page, brief }) => {
  await page.addInitScript(() => {
    const databases = IDBFactory.prototype.databases;
    IDBFactory.prototype.databases = async function () {
      await new Promise<void>((answer) => Object.assign(window, { answer }));
      return databases.call(this);
    };
  });
  await brief.open();
  await brief.startNote(WORDS, 'Half a');
  await brief.saved();
  await page.evaluate(() => (window as never as { answer: () => void }).answer());
  await wait(page, 500);
  await expect(brief.editor).toBeFocused();
  await expect(brief.editor).toHaveValue('Half a');
});

test.describe('over a bad line', () => {
  // It would answer in the network's place.
  test.use({ serviceWorkers: 'block' });

  test('a key pressed before they are there is heard', async ({ page, brief }) => {
    await page.route(NOTES, async (route) => {
      await new Promise((soon) => setTimeout(soon, 500));
      await route.continue();
    });
    await brief.open();
    await brief.select(WORDS);
    await page.keyboard.press('n');
    await expect(brief.editor).toBeFocused();
    await expect(brief.highlight(WORDS)).toBeVisible();
  });

  test('where they cannot be loaded, the reader is told, and can try again', async ({ page, brief }) => {
    let isBroken = true;
    await page.route(NOTES, (route) => (isBroken ? route.abort() : route.continue()));
    await brief.open();
    await brief.region('Notes').getByRole('button', { name: 'Note on the whole brief' }).click();
    await expect(brief.alert).toContainText('The notes could not be loaded');

    isBroken = false;
    await brief.alert.getByRole('button', { name: 'Try again' }).click();
    await expect(brief.editor).toBeFocused();
    await expect(brief.alert).toHaveCount(0);
  });
});
