import { BriefPage } from '../support/pages.ts';
import { expect, test, Watch } from '../support/test.ts';

// The watch in support/test.ts sees every page of every test. Here every page of a whole site is opened
// for its sake, and the watch itself is put to the test.

for (const name of ['varn', 'samples'] as const) {
  test.describe(`the site “${name}”`, () => {
    test.use({ mounts: { '/': name } });

    test('has no page that breaks its own policy or asks another origin for anything', async ({ page, library, server }) => {
      test.setTimeout(180_000);
      await library.open();
      const waiting = [server.url('/')];
      const seen = new Set<string>();
      for (let address = waiting.pop(); address; address = waiting.pop()) {
        if (seen.has(address)) continue;
        seen.add(address);
        // The pages of entities are all alike: some speak for all.
        if (address.includes('/entities/') && [...seen].filter((one) => one.includes('/entities/')).length > 8) continue;
        await page.goto(address);
        await library.ready();
        const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
        waiting.push(...links.map((link) => link.replace(/#.*/, '')).filter((link) => link.startsWith(`${server.origin}/`)));
      }
      expect(seen.size).toBeGreaterThan(5);
      await page.goto(server.url('/not/there/'));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
  });
}

test('the policy of a page forbids what it should', async ({ browser, server }) => {
  // Not in the page that is watched: here the policy is broken on purpose.
  const context = await browser.newContext();
  const page = await context.newPage();
  await new BriefPage(page, server).open();
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  const content = await policy.getAttribute('content');
  expect(content).toContain("default-src 'none'");
  expect(content).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/);
  // It binds only what comes after it.
  expect(await page.locator('head > :is(script, style, link):has(~ meta[http-equiv])').count()).toBe(0);
  const ran = await page.evaluate(async () => {
    const blocked = new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve, { once: true }));
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    await blocked;
    return 'ran' in window;
  });
  expect(ran).toBe(false);
  await context.close();
});

test('the watch over all tests notices what it is there for', async ({ browser, server }) => {
  const context = await browser.newContext();
  const watch = new Watch(server.origin);
  watch.over(context);
  const page = await context.newPage();
  await page.route('http://elsewhere.example/**', (route) => route.fulfill({ body: '' }));
  const brief = new BriefPage(page, server);
  await brief.open();
  await page.evaluate(() => {
    new Image().src = 'http://elsewhere.example/pixel';
    setTimeout(() => {
      throw new Error('on purpose');
    });
  });
  await expect.poll(() => watch.seen.join('\n')).toContain('on purpose');
  await expect.poll(() => watch.seen.join('\n')).toContain('against the policy');
  await page.goto('http://elsewhere.example/');
  await expect.poll(() => watch.seen.join('\n')).toContain('a request to another origin: http://elsewhere.example/');
  await context.close();
});
