import { readFileSync } from 'node:fs';

import { AxeBuilder } from '@axe-core/playwright';
import { type Locator, type Page } from '@playwright/test';

import { DARK_NIGHTS, type BriefPage } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

const FRONT = 'Varn Coastal Front';
const PREFIX = 'sidelight/varn-papers/corrections/';

/** Opens the card of a mention, and in it what can be done about it. */
async function choicesOf(brief: BriefPage, mention: Locator): Promise<Locator> {
  await mention.click();
  await brief.anyCard.getByRole('button', { name: 'Wrong or unhelpful?' }).click();
  const choices = brief.anyCard.getByRole('group', { name: 'Wrong or unhelpful?' });
  await expect(choices).toBeVisible();
  return choices;
}

async function choose(brief: BriefPage, mention: Locator, name: RegExp): Promise<void> {
  await (await choicesOf(brief, mention)).getByRole('button', { name }).click();
}

const news = (page: Page) => page.getByRole('group', { name: 'What has changed' });
const changes = (page: Page) => page.getByRole('region', { name: 'Your changes' });
const form = (page: Page) => page.locator('dialog.amend');
const undo = (page: Page) => news(page).getByRole('button', { name: 'Undo' }).click();

/** The texts of all blocks, on which notes are anchored. */
const blocks = (page: Page) =>
  page.locator('#brief [data-block]').evaluateAll((blocks) => blocks.map((block) => block.textContent));

const kept = (page: Page) =>
  page.evaluate((prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)).length, PREFIX);

async function reload(page: Page, brief: BriefPage): Promise<void> {
  await page.reload();
  await brief.ready();
  await expect(page.locator('html')).toHaveAttribute('data-amending', 'true');
}

async function fill(page: Page, entry: { kind?: string; text: string; name?: string }): Promise<void> {
  if (entry.name) await form(page).getByLabel('Name').fill(entry.name);
  if (entry.kind) await form(page).getByLabel('Kind').selectOption(entry.kind);
  await form(page).getByLabel('What it is').fill(entry.text);
  await form(page).getByRole('button', { name: 'Save' }).click();
}

test.beforeEach(async ({ brief }) => {
  await brief.open();
});

test('a visit without corrections loads nothing for them', async ({ page, server, brief }) => {
  await brief.mention(FRONT).first().click();
  await expect(brief.anyCard).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-amending');
  // The service worker fetches it to be kept; the page does not.
  expect(await page.evaluate(() => document.querySelectorAll('script[src*=amend]').length)).toBe(0);
  expect(server.requests.length).toBeGreaterThan(0);
});

test('not this: words that mean something else here become plain text, and can be brought back', async ({ page, brief }) => {
  const before = await blocks(page);
  const torvik = brief.brief.locator('p').getByRole('link', { name: 'Torvik', exact: true });
  await expect(torvik).toHaveCount(1);
  const full = await brief.mention('Ansel Torvik').count();
  const said = await brief.entry('Ansel Torvik').locator('.here').innerText();
  await choose(brief, torvik, /^Not this/);
  await expect(brief.anyCard).toHaveCount(0);
  await expect(news(page)).toContainText('“Torvik” does not mean Ansel Torvik in this brief.');
  await expect(torvik).toHaveCount(0);
  await expect(brief.mention('Ansel Torvik')).toHaveCount(full);
  // What counts mentions counts those that are left.
  await expect(brief.entry('Ansel Torvik').locator('.here')).toContainText(/^(Once|Twice|\d times) here, first in/);
  await expect(brief.entry('Ansel Torvik').locator('.here')).not.toHaveText(said);
  const counted = brief.index.getByRole('listitem').filter({ hasText: 'Ansel Torvik' }).locator('.count');
  await expect(counted).toHaveText(String(full));
  expect(await blocks(page)).toEqual(before);
  await reload(page, brief);
  await expect(torvik).toHaveCount(0);
  expect(await blocks(page)).toEqual(before);
  await changes(page).getByRole('button', { name: /Undo: “Torvik”/ }).click();
  await expect(torvik).toHaveCount(1);
  await expect(changes(page)).toHaveCount(0);
  await expect(brief.entry('Ansel Torvik').locator('.here')).toHaveText(said);
  expect(await kept(page)).toBe(0);
});

test('hidden here is hidden here, with its entry, and elsewhere as ever', async ({ brief }) => {
  await choose(brief, brief.mention(FRONT).first(), /^Hide here/);
  await expect(brief.mention(FRONT)).toHaveCount(0);
  await expect(brief.entry(FRONT)).toBeHidden();
  await expect(brief.index.getByRole('link', { name: FRONT })).toHaveCount(0);
  await brief.open(DARK_NIGHTS);
  await expect(brief.mention(FRONT).first()).toBeVisible();
  await brief.open();
  await expect(brief.mention(FRONT)).toHaveCount(0);
});

test('hidden everywhere is hidden in other briefs too, until it is undone', async ({ page, brief }) => {
  await choose(brief, brief.mention(FRONT).first(), /^Hide everywhere/);
  await expect(brief.mention(FRONT)).toHaveCount(0);
  await brief.open(DARK_NIGHTS);
  await expect(page.locator('html')).toHaveAttribute('data-amending', 'true');
  await expect(brief.mention(FRONT)).toHaveCount(0);
  await changes(page).getByRole('button', { name: /Undo/ }).click();
  await expect(brief.mention(FRONT).first()).toBeVisible();
  await undo(page);
  await expect(brief.mention(FRONT)).toHaveCount(0);
});

test('what the reader knows loses its mark and still answers', async ({ page, brief }) => {
  const marked = brief.marked.filter({ hasText: FRONT });
  await expect(marked.first()).toBeVisible();
  await choose(brief, brief.mention(FRONT).first(), /^I know this/);
  await expect(marked).toHaveCount(0);
  await reload(page, brief);
  await expect(marked).toHaveCount(0);
  await brief.pointAt(brief.mention(FRONT).first());
  await expect(brief.card(FRONT)).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(brief, brief.mention(FRONT).first(), /^Mark it again/);
  await expect(marked.first()).toBeVisible();
});

test('the reader’s own version stands in card and entry, the publisher’s a click away', async ({ page, brief }) => {
  const published = await brief.entry(FRONT).textContent();
  await choose(brief, brief.mention(FRONT).first(), /^Edit my version/);
  await expect(form(page)).toBeVisible();
  await expect(form(page).getByLabel('Name')).toHaveValue(FRONT);
  await expect(form(page).getByLabel('What it is')).toHaveValue(/An armed group that has held/);
  await expect(form(page).getByLabel('Kind')).toHaveValue('group');
  await fill(page, { name: 'The Front', text: 'Mine: <img src=x onerror="document.title=1">' });
  await expect(form(page)).toHaveCount(0);
  await reload(page, brief);
  await brief.mention(FRONT).first().click();
  const card = brief.card('The Front');
  await expect(card).toContainText('Mine: <img src=x');
  await expect(card).toContainText('yours');
  await expect(card.locator('img')).toHaveCount(0);
  await expect(card.getByText('An armed group that has held')).toBeHidden();
  await card.getByText('The publisher’s version').click();
  await expect(card.getByText('An armed group that has held')).toBeVisible();
  await card.getByRole('button', { name: 'Wrong or unhelpful?' }).click();
  await card.getByRole('button', { name: /^Back to the publisher/ }).click();
  await expect(brief.entry(FRONT)).toBeVisible();
  expect(await brief.entry(FRONT).textContent()).toBe(published);
});

for (const [sort, words, name] of [
  ['entity', 'common fund', 'Add as entity'],
  ['term', 'naval escorts', 'Add as term'],
] as const) {
  test(`selected words become ${sort === 'entity' ? 'an entity' : 'a term'} of the reader’s`, async ({ page, brief }) => {
    const before = await blocks(page);
    await brief.select(words);
    await brief.selectionTools.getByRole('button', { name }).click();
    const count = await page.evaluate((words) => document.getElementById('brief')!.innerText.split(words).length - 1, words);
    await fill(page, { ...(sort === 'entity' && { kind: 'organisation' }), text: 'Mine.' });
    await expect(news(page)).toContainText(`“${words}” is ${sort === 'entity' ? 'an entity' : 'a term'} of yours.`);
    const mentions = brief.brief.locator(`a[data-${sort}="${words.replace(' ', '-')}"]`);
    await expect(mentions).toHaveCount(count);
    expect(await blocks(page)).toEqual(before);
    await reload(page, brief);
    await expect(mentions).toHaveCount(count);
    expect(await blocks(page)).toEqual(before);
    await expect(changes(page).getByRole('article')).toContainText('yours');
    await mentions.first().click();
    await expect(brief.card(words)).toContainText('Mine.');
    await brief.card(words).getByRole('button', { name: 'Wrong or unhelpful?' }).click();
    await brief.card(words).getByRole('button', { name: 'Remove my entry' }).click();
    await expect(mentions).toHaveCount(0);
    expect(await blocks(page)).toEqual(before);
    await undo(page);
    await expect(mentions).toHaveCount(count);
  });
}

test('words that are a link of the author’s are left to it', async ({ page, brief }) => {
  await brief.brief.getByRole('link', { name: 'harbour gazette' }).evaluate((link) => getSelection()!.selectAllChildren(link));
  await brief.selectionTools.getByRole('button', { name: 'Add as entity' }).click();
  await expect(news(page)).toContainText('“harbour gazette” has a card or a link already');
  await expect(form(page)).toHaveCount(0);
});

test('words that carry a note can become a mention, and both stay', async ({ page, brief }) => {
  const before = await blocks(page);
  await brief.annotate('the common fund received nothing', 'Who says so?');
  await brief.saved();
  // They begin before the note’s first word and end in the note.
  await brief.select('money: the common fund');
  await brief.selectionTools.getByRole('button', { name: 'Add as term' }).click();
  await fill(page, { text: 'Words.' });
  const mention = brief.brief.locator('a[data-term="money-the-common-fund"]');
  await expect(mention).not.toHaveCount(0);
  expect(await blocks(page)).toEqual(before);
  await reload(page, brief);
  await expect(mention).not.toHaveCount(0);
  await expect(brief.highlight('the common fund')).not.toHaveCount(0);
  expect(await blocks(page)).toEqual(before);
  await changes(page).getByRole('button', { name: /Undo/ }).click();
  await expect(mention).toHaveCount(0);
  await brief.delete('Who says so?');
  await expect(brief.brief.locator('mark')).toHaveCount(0);
  expect(await blocks(page)).toEqual(before);
});

test('changes are handed out as files of entries', async ({ page, brief }) => {
  await brief.select('common fund');
  await brief.selectionTools.getByRole('button', { name: 'Add as entity' }).click();
  await fill(page, { kind: 'other', text: 'Money "for" lights.' });
  await brief.select('naval escorts');
  await brief.selectionTools.getByRole('button', { name: 'Add as term' }).click();
  await fill(page, { text: 'Warships beside a ship.' });
  const files: Record<string, string> = {};
  for (const path of ['entities/yours.toml', 'glossary/yours.toml']) {
    const waiting = page.waitForEvent('download');
    await changes(page).getByRole('button', { name: `Download as entries: ${path}` }).click();
    const download = await waiting;
    files[download.suggestedFilename()] = readFileSync(await download.path(), 'utf8');
  }
  expect(files['entities-yours.toml']).toContain('[[entity]]\nid = "common-fund"\nname = "common fund"\nkind = "other"\n');
  expect(files['entities-yours.toml']).toContain('summary = "Money \\"for\\" lights."\n');
  expect(files['glossary-yours.toml']).toContain('[[term]]\nid = "naval-escorts"\n');
});

test('an entry that cannot be right is refused with a reason, and nothing is lost', async ({ page, brief }) => {
  await brief.select('common fund');
  await brief.selectionTools.getByRole('button', { name: 'Add as entity' }).click();
  await fill(page, { text: 'x'.repeat(501) });
  await expect(form(page).getByRole('alert')).toContainText('501 characters; 500 fit');
  await fill(page, { text: 'Money.' });
  await expect(form(page).getByRole('alert')).toContainText('Choose what kind');
  await expect(form(page).getByLabel('What it is')).toHaveValue('Money.');
  await form(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(form(page)).toHaveCount(0);
  expect(await kept(page)).toBe(0);
});

test('Escape discards what was written only when it is pressed again', async ({ page, brief }) => {
  await choose(brief, brief.mention(FRONT).first(), /^Edit my version/);
  const text = form(page).getByLabel('What it is');
  await text.fill('Boatmen who take tolls.');
  await page.keyboard.press('Escape');
  await expect(form(page).getByRole('alert')).toContainText('Press Escape once more to discard it.');
  await text.fill('Boatmen who took tolls.');
  await page.keyboard.press('Escape');
  await expect(text).toHaveValue('Boatmen who took tolls.');
  await page.keyboard.press('Escape');
  await expect(form(page)).toHaveCount(0);
  expect(await kept(page)).toBe(0);
  // Nothing written, nothing asked.
  await choose(brief, brief.mention(FRONT).first(), /^Edit my version/);
  await page.keyboard.press('Escape');
  await expect(form(page)).toHaveCount(0);
});

test('where nothing can be kept the form says so and stays, and choices hold until the page is left', async ({ page, brief }) => {
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await choose(brief, brief.mention(FRONT).first(), /^Edit my version/);
  await fill(page, { text: 'Not to be lost.' });
  await expect(form(page).getByRole('alert')).toContainText('could not be saved: this site’s storage in the browser is full');
  await expect(form(page).getByLabel('What it is')).toHaveValue('Not to be lost.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(form(page)).toHaveCount(0);
  await choose(brief, brief.mention(FRONT).first(), /^Hide here/);
  await expect(news(page)).toContainText('only until you leave this page');
  await expect(brief.mention(FRONT)).toHaveCount(0);
});

test('what another tab changes shows here as well', async ({ context, page, brief, server }) => {
  const other = await context.newPage();
  await other.goto(server.url('/briefs/strait-closed-by-paper/'));
  await expect(other.locator('html')).toHaveAttribute('data-ready', 'true');
  await choose(brief, brief.mention(FRONT).first(), /^Hide everywhere/);
  await expect(other.getByRole('region', { name: 'Brief', exact: true }).getByRole('link', { name: FRONT, exact: true })).toHaveCount(0);
  await undo(page);
  await expect(other.getByRole('link', { name: FRONT, exact: true }).first()).toBeVisible();
});

test('a correction that cannot be read is set aside, and told', async ({ page, brief }) => {
  const key = `${PREFIX}abcdefghjkmn`;
  await page.evaluate((key) => localStorage.setItem(key, '{"schema": 9}'), key);
  await reload(page, brief);
  await expect(changes(page)).toContainText('could not be read');
  const aside = key.replace('/corrections/', '/quarantine/corrections/');
  expect(await page.evaluate((key) => localStorage.getItem(key), aside)).toBe('{"schema": 9}');
  expect(await kept(page)).toBe(0);
});

test('with keys alone: Escape closes the choices, then the card; a choice leads to Undo and back', async ({ page, brief }) => {
  const mention = brief.mention(FRONT).first();
  await brief.tabTo(mention);
  await page.keyboard.press('Enter');
  const opener = brief.anyCard.getByRole('button', { name: 'Wrong or unhelpful?' });
  await brief.tabTo(opener);
  await page.keyboard.press('Enter');
  const choices = brief.anyCard.getByRole('group', { name: 'Wrong or unhelpful?' });
  await expect(choices.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(choices).toHaveCount(0);
  await expect(opener).toBeFocused();
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await brief.tabTo(choices.getByRole('button', { name: /^Hide here/ }));
  await page.keyboard.press('Enter');
  await expect(brief.mention(FRONT)).toHaveCount(0);
  await expect(news(page).getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(mention).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(brief.anyCard).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(brief.anyCard).toHaveCount(0);
});

test('a site without an address has no report', async ({ brief }) => {
  const choices = await choicesOf(brief, brief.mention(FRONT).first());
  await expect(choices.getByRole('link')).toHaveCount(0);
});

test.describe('on a site with an address for reports', () => {
  test.use({ mounts: { '/': 'neighbour' } });

  test('a report is a letter to it that says which card is meant', async ({ page, brief }) => {
    const choices = await choicesOf(brief, brief.brief.locator('p').getByRole('link', { name: 'Torvik', exact: true }));
    const letter = new URL((await choices.getByRole('link', { name: /^Report/ }).getAttribute('href'))!);
    expect(letter.protocol + letter.pathname).toBe('mailto:desk@example.org');
    expect(letter.searchParams.get('subject')).toBe('“Torvik” in “A Strait Closed by Paper”');
    expect(letter.searchParams.get('body')).toContain(page.url());
    expect(letter.searchParams.get('body')).toContain('A former harbour pilot who has led');
  });
});

test('a brief of the reader’s own can be corrected like any other', async ({ page, read }) => {
  await read.open();
  await read.kept('# Of my own\n\nThe Varn Coastal Front sells a toll paper to the Guild.\n');
  await choose(read, read.mention(FRONT).first(), /^Hide here/);
  await expect(read.mention(FRONT)).toHaveCount(0);
  await page.reload();
  await read.ready();
  await expect(read.brief).toBeVisible();
  await expect(changes(page)).toContainText('hidden in this brief');
  await expect(read.mention(FRONT)).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('choices, form, news and list have nothing that axe objects to', async ({ page, brief }) => {
      await choicesOf(brief, brief.mention(FRONT).first());
      await expectAccessible(page);
      await brief.anyCard.getByRole('button', { name: /^Edit my version/ }).click();
      await expect(form(page)).toBeVisible();
      await expectAccessible(page, ['landmark-one-main', 'page-has-heading-one']);
      await fill(page, { text: 'Mine.' });
      await expect(news(page)).toBeVisible();
      await expectAccessible(page);
      await brief.select('common fund');
      await brief.selectionTools.getByRole('button', { name: 'Add as entity' }).click();
      await fill(page, { kind: 'other', text: 'Money.' });
      await expectAccessible(page);
    });
  });
}

async function expectAccessible(page: Page, without: string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules(without)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
