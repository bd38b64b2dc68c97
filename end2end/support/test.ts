/** What every test starts from: a server with sites on it, and a watch over what the page does. */
import { test as base, expect, type BrowserContext } from '@playwright/test';

import { BriefPage, LibraryPage, ReadPage } from './pages.ts';
import { Server } from './server.ts';
import { siteFolder, type SiteName } from './sites.ts';

interface Options {
  /** The sites by the paths that they are mounted at. */
  mounts: Record<string, SiteName>;
}

interface Fixtures {
  /** A host of this test's own, so that nothing is stored for it yet. */
  server: Server;
  /** What must not happen in any test. */
  watch: Watch;
  library: LibraryPage;
  brief: BriefPage;
  read: ReadPage;
}

export const test = base.extend<Options & Fixtures>({
  mounts: [{ '/': 'varn' }, { option: true }],
  server: async ({ mounts }, use) => {
    const folders = Object.entries(mounts).map(([path, name]) => [path, siteFolder(name)]);
    const server = await Server.start(Object.fromEntries(folders));
    await use(server);
    await server.stop();
  },
  watch: [
    async ({ context, server }, use) => {
      const watch = new Watch(server.origin);
      watch.over(context);
      await use(watch);
      watch.expectNothing();
    },
    { auto: true },
  ],
  library: async ({ page, server }, use) => use(new LibraryPage(page, server)),
  brief: async ({ page, server }, use) => use(new BriefPage(page, server)),
  read: async ({ page, server }, use) => use(new ReadPage(page, server)),
});

export { expect };

/** Notes what no page may ever do: speak to another origin, break its own policy, or fail. */
export class Watch {
  /** What was seen, a sentence each. */
  readonly seen: string[] = [];

  constructor(private readonly origin: string) {}

  over(context: BrowserContext): void {
    context.on('request', (request) => {
      const url = request.url();
      const stays = url.startsWith(`${this.origin}/`) || url.startsWith('data:') || url.startsWith('blob:');
      if (!stays) this.seen.push(`a request to another origin: ${url}`);
    });
    context.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) this.seen.push(`against the policy: ${message.text()}`);
      if (/panicked at/.test(message.text())) this.seen.push(message.text());
    });
    context.on('weberror', (error) => this.seen.push(`an error nobody caught: ${error.error().message}`));
  }

  expectNothing(): void {
    expect(this.seen).toEqual([]);
  }
}
