import { STRAIT } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

test.use({ javaScriptEnabled: false });

test.beforeEach(async ({ page, server }) => {
  await page.goto(server.url(STRAIT));
});

test('a brief is all there: title, key points, text', async ({ brief }) => {
  await expect(brief.title).toHaveText('A Strait Closed by Paper');
  await expect(brief.keyPoints.getByRole('listitem')).toHaveCount(3);
  await expect(brief.brief).toContainText('none was boarded, and none passed');
});

test('nothing is offered that only scripts could do', async ({ page, brief }) => {
  await expect(brief.index).toContainText('Varn Coastal Front');
  for (const role of ['button', 'searchbox', 'textbox'] as const) await expect(page.getByRole(role)).toHaveCount(0);
  await expect(page.getByText('Select words')).toBeHidden();
});

test('a mention leads to what the reference section says of it', async ({ page, brief }) => {
  await brief.mention('Varn Coastal Front').first().click();
  await expect(page).toHaveURL(/#entity-varn-coastal-front$/);
  await expect(brief.entry('Varn Coastal Front')).toBeInViewport();
  await expect(brief.entry('Varn Coastal Front')).toContainText('An armed group that has held the northern shore');
});

test('a term leads to its definition', async ({ page, brief }) => {
  await brief.mention('toll paper').first().click();
  await expect(page.getByRole('region', { name: 'Glossary' })).toBeInViewport();
  await expect(brief.entry('toll paper')).toContainText('A receipt, sold on shore');
});

test('a key point leads to its passages', async ({ page, brief }) => {
  const passage = brief.keyPoints.getByRole('link', { name: /^¶/ }).first();
  await passage.click();
  const target = new URL(page.url()).hash;
  expect(target).not.toBe('');
  await expect(page.locator(target)).toBeInViewport();
});

for (const name of ['varn', 'samples'] as const) {
  test.describe(`in the site “${name}”`, () => {
    test.use({ mounts: { '/': name } });

    test('every link to a place in a page finds it', async ({ page, server }) => {
      await page.goto(server.url());
      const briefs = await page.getByRole('main').getByRole('link').evaluateAll(hrefs);
      expect(briefs.length).toBeGreaterThan(1);
      for (const address of [...briefs, 'glossary/']) {
        await page.goto(server.url(`/${address}`));
        const fragments = (await page.locator('a[href^="#"]').evaluateAll(hrefs)).map((href) => href.slice(1));
        expect(fragments.length).toBeGreaterThan(1);
        const ids = await page.locator('[id]').evaluateAll((elements) => elements.map((element) => element.id));
        expect(fragments.filter((fragment) => !ids.includes(fragment)), address).toEqual([]);
        expect(ids.filter((id, index) => ids.indexOf(id) !== index), `twins in ${address}`).toEqual([]);
      }
    });

    test('every address that a page has in the site is there', async ({ server, request }) => {
      const waiting = [server.url('/')];
      const seen = new Set<string>();
      for (let address = waiting.pop(); address; address = waiting.pop()) {
        if (seen.has(address)) continue;
        seen.add(address);
        const answer = await request.get(address);
        expect(answer.status(), address).toBe(200);
        if (!answer.headers()['content-type']?.startsWith('text/html')) continue;
        for (const [, href] of (await answer.text()).matchAll(/ (?:href|src)="([^"]*)"/g)) {
          const url = new URL(href!.replaceAll('&amp;', '&'), address);
          url.hash = '';
          if (url.origin === server.origin) waiting.push(url.href);
        }
      }
      expect(seen.size).toBeGreaterThan(10);
    });
  });
}

test('an address that leads nowhere says so, with the status that says so', async ({ page, server }) => {
  const answer = await page.goto(server.url('/briefs/never-written/'));
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address');
});

function hrefs(links: Element[]): string[] {
  return links.map((link) => link.getAttribute('href')!);
}
