import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '../support/firefox.ts';
import { endsOf } from '../support/pages.ts';

// A smoke test: that the whole of it holds together in another engine. What each part does is tested in Chromium.

const FRONT = 'Varn Coastal Front';
const WORDS = 'none was boarded, and none passed';
const OWN = readFileSync(join(import.meta.dirname, '../library/briefs/eleven-dark-nights.txt'), 'utf8');

// One after the other, in one Firefox: starting it takes longer than all of them.
test.describe.configure({ mode: 'default' });

test('in Firefox a brief can be read', async ({ tab }) => {
  await tab.visit();
  expect(await tab.text('#brief h1')).toBe('A Strait Closed by Paper');
  expect(await tab.text('#brief')).toContain(WORDS);
  await tab.find('region', 'Key points');
  await tab.find('navigation', 'Entities in this brief');
});

test('in Firefox a card opens under the pointer', async ({ tab }) => {
  await tab.visit();
  const mention = await tab.find('link', FRONT);
  await mention.hover();
  const card = await tab.find('dialog', FRONT);
  expect(await card.evaluate((card) => card.textContent)).toContain('An armed group that has held the northern shore');
});

test('in Firefox a card opens on Enter and closes on Escape', async ({ tab }) => {
  await tab.visit();
  const mention = await tab.find('link', FRONT);
  await mention.focus();
  await tab.page.keyboard.press('Enter');
  await tab.find('dialog', FRONT);
  await tab.page.keyboard.press('Escape');
  await expect.poll(() => tab.page.$('[data-card]')).toBeNull();
  expect(await mention.evaluate((mention) => mention === document.activeElement)).toBe(true);
});

test('in Firefox a note survives a reload', async ({ tab }) => {
  await tab.visit();
  const ends = await (await tab.page.$('#brief'))!.evaluate(endsOf, WORDS);
  await tab.page.mouse.move(ends.from.x, ends.from.y);
  await tab.page.mouse.down();
  await tab.page.mouse.move(ends.to.x, ends.to.y, { steps: 8 });
  await tab.page.mouse.up();
  const bar = await tab.find('toolbar', 'Selection');
  await (await bar.$('::-p-text(Note)'))!.click();
  await (await tab.find('textbox', 'Note')).type('Who counted?');
  await (await tab.find('button', 'Done')).click();
  await tab.page.waitForSelector('html[data-saved="true"]');

  await tab.reload();
  expect(await tab.text('[data-note] .said')).toBe('Who counted?');
  expect(await tab.text('#brief mark')).toBe(WORDS);
});

test('in Firefox a brief of one’s own is explained', async ({ tab }) => {
  await tab.visit('/read/');
  const field = await tab.find('textbox', 'Brief');
  await field.evaluate((field, text) => {
    (field as HTMLTextAreaElement).value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, OWN);
  await (await tab.find('button', 'Explain it')).click();
  expect(await tab.text('#brief h1')).toBe('What Eleven Dark Nights Have Taught the Coast');
  await (await tab.find('link', FRONT)).hover();
  await tab.find('dialog', FRONT);
});
