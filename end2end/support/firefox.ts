/** The machine's own Firefox, by WebDriver BiDi: Playwright drives only a Firefox of its own. */
import { existsSync } from 'node:fs';

import { test as base, expect } from '@playwright/test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

import { STRAIT } from './pages.ts';
import { Server } from './server.ts';
import { siteFolder } from './sites.ts';

const INSTALLED = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** The command that starts it: `FIREFOX`, else one of this machine's. There need not be one. */
const executablePath = process.env['FIREFOX'] || INSTALLED.find((path) => existsSync(path));

interface Fixtures {
  /** A host of this test's own. */
  server: Server;
  /** A window with nothing in it, whose page may do nothing that the watch in `test.ts` forbids. */
  tab: Tab;
}

export const test = base.extend<Fixtures, { firefox: Browser }>({
  firefox: [
    async ({}, use) => {
      const firefox = await puppeteer.launch({ browser: 'firefox', executablePath: executablePath! });
      await use(firefox);
      await firefox.close();
    },
    { scope: 'worker' },
  ],
  server: async ({}, use) => {
    const server = await Server.start({ '/': siteFolder('varn') });
    await use(server);
    await server.stop();
  },
  tab: async ({ firefox, server }, use) => {
    const context = await firefox.createBrowserContext();
    const tab = await Tab.open(await context.newPage(), server);
    await use(tab);
    await context.close();
    expect(tab.seen).toEqual([]);
  },
});

test.skip(!executablePath, 'there is no Firefox here; set FIREFOX to its path');

/** A tab of Firefox. */
export class Tab {
  /** What must not happen, a sentence each. */
  readonly seen: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly server: Server,
  ) {}

  static async open(page: Page, server: Server): Promise<Tab> {
    const tab = new Tab(page, server);
    page.on('request', (request) => {
      const url = request.url();
      const stays = url.startsWith(`${server.origin}/`) || url.startsWith('data:') || url.startsWith('blob:');
      if (!stays) tab.seen.push(`a request to another origin: ${url}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') tab.seen.push(`an error in the console: ${message.text()}`);
    });
    page.on('pageerror', (error) => tab.seen.push(`an error nobody caught: ${String(error)}`));
    await page.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await page.setViewport({ width: 1440, height: 900 });
    return tab;
  }

  /** Opens a page and waits until it answers to more than links. */
  async visit(path = STRAIT): Promise<void> {
    await this.page.goto(this.server.url(path));
    await this.ready();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  private async ready(): Promise<void> {
    await this.page.waitForSelector('html[data-ready="true"]');
  }

  /** What has this role and name, once it is there. */
  async find(role: string, name: string) {
    const found = await this.page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, { visible: true });
    if (!found) throw new Error(`there is no ${role} “${name}”`);
    return found;
  }

  /** The text of an element, once it is there. */
  async text(selector: string): Promise<string> {
    const found = await this.page.waitForSelector(selector, { visible: true });
    return (await found?.evaluate((element) => element.textContent)) ?? '';
  }
}

export { expect };
