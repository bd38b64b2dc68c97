import { BriefPage, LibraryPage, ReadPage } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

/** Two editions of the same library, as two projects of one owner on a common host. */
const ONE = '/press/one';
const TWO = '/press/two';
const BRIEF = '/briefs/strait-closed-by-paper/';

test.use({ mounts: { [`${ONE}/`]: 'varn', [`${TWO}/`]: 'neighbour' } });

test('a site lives under any path', async ({ page, brief, library }) => {
  await library.open(`${ONE}/`);
  await library.brief('A Strait Closed by Paper').click();
  await brief.ready();
  await expect(page).toHaveURL(new RegExp(`${ONE}${BRIEF}$`));
  await brief.pointAt(brief.mention('Varn Coastal Front').first());
  await brief.card('Varn Coastal Front').getByRole('link', { name: 'Varn Coastal Front' }).click();
  await expect(page).toHaveURL(new RegExp(`${ONE}/entities/varn-coastal-front/$`));
  await page.getByRole('link', { name: 'Sidelight' }).click();
  await expect(page).toHaveURL(new RegExp(`${ONE}/$`));
});

test('notes on the same brief in two sites do not meet', async ({ brief }) => {
  await brief.open(ONE + BRIEF);
  await brief.annotate('willing is not the word', 'In the first site.');
  await brief.saved();
  await brief.open(TWO + BRIEF);
  await expect(brief.allNotes).toHaveCount(0);
  await expect(brief.brief.locator('mark')).toHaveCount(0);
  await brief.annotate('none was boarded', 'In the second site.');
  await brief.saved();
  await brief.open(ONE + BRIEF);
  await expect(brief.note('In the first site.')).toBeVisible();
  await expect(brief.note('In the second site.')).toHaveCount(0);
});

test('briefs of one’s own do not meet either', async ({ page, server }) => {
  const read = new ReadPage(page, server);
  await read.open(`${ONE}/read/`);
  await read.kept('# Only in the first\n\nThe Varn Coastal Front sells a toll paper.');
  const library = new LibraryPage(page, server);
  await library.open(`${TWO}/`);
  await expect(page.getByText('Only in the first')).toHaveCount(0);
  await library.open(`${ONE}/`);
  await expect(page.getByText('Only in the first').first()).toBeVisible();
});

test('each site keeps itself, in caches, databases and keys of its own', async ({ page, server }) => {
  for (const site of [ONE, TWO]) {
    const brief = new BriefPage(page, server);
    await brief.open(site + BRIEF);
    await expect(brief.savedHere).toBeVisible();
    await brief.annotate('none was boarded', 'Anything.');
    await brief.saved();
  }
  const names = await page.evaluate(async () => [
    ...(await caches.keys()),
    ...(await indexedDB.databases()).map((database) => database.name!),
    ...Object.keys(localStorage),
  ]);
  expect(names.length).toBeGreaterThanOrEqual(6);
  for (const name of names) expect(name).toMatch(/^sidelight\/varn-papers(-reprinted)?(\/|$)/);

  await server.stop();
  for (const site of [ONE, TWO]) {
    const brief = new BriefPage(page, server);
    await brief.open(site + BRIEF);
    await expect(brief.note('Anything.')).toHaveCount(1);
  }
});
