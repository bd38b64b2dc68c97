import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Browser } from '@playwright/test';

import { args, executablePath } from '../support/browser.ts';
import { BriefPage } from '../support/pages.ts';
import { expect, test } from '../support/test.ts';

/** How often the reader loses the browser. Without the journal most of the last notes would be lost. */
const TIMES = 3;

test('a note that is said to be saved survives the browser being killed', async ({ server }) => {
  test.setTimeout(120_000);
  const profile = mkdtempSync(join(tmpdir(), 'sidelight-profile-'));
  try {
    for (let time = 1; time <= TIMES; time++) {
      await inBrowser(profile, async (browser, kill) => {
        const brief = new BriefPage(await page(browser), server);
        await brief.open();
        // All earlier notes, too.
        for (let earlier = 1; earlier < time; earlier++) await expect(brief.note(`Note ${earlier} `)).toBeVisible();
        await brief.annotate('willing is not the word', `Note ${time} of ${TIMES}`);
        await brief.saved();
        kill();
      });
    }
    await inBrowser(profile, async (browser) => {
      const brief = new BriefPage(await page(browser), server);
      await brief.open();
      for (let time = 1; time <= TIMES; time++) await expect(brief.note(`Note ${time} `)).toBeVisible();
    });
  } finally {
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    } catch {
      // The helper processes of a killed browser may still write there; the system clears its own
      // temporary folder, and what was to be shown has been shown by now.
    }
  }
});

/** Starts a browser as a child of this process, for it is to be killed by its own process id. */
async function inBrowser(profile: string, use: (browser: Browser, kill: () => void) => Promise<void>): Promise<void> {
  const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1440,900'];
  const child = spawn(executablePath, [...args, ...own, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child));
    await use(browser, () => process.kill(child.pid!, 'SIGKILL'));
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
}

async function debuggingAddress(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the browser does not start:\n${said}`)));
    child.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
  });
}

async function page(browser: Browser) {
  const context = browser.contexts()[0]!;
  return context.pages()[0] ?? (await context.newPage());
}
