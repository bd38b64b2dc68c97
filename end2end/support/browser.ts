/** The browser that everything here runs in. */
import { existsSync } from 'node:fs';

import { chromium, type PlaywrightTestConfig } from '@playwright/test';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The command that starts the browser: `CHROME`, else one of this machine's, else Playwright's own. */
export const executablePath =
  process.env['CHROME'] || (INSTALLED.find((path) => existsSync(path)) ?? chromium.executablePath());

/** A browser that asks nothing of the network of its own accord. */
export const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  // Chromium refuses its sandbox to root, as whom containers often run.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** What every run has in common. */
export const use: PlaywrightTestConfig['use'] = {
  browserName: 'chromium',
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
  actionTimeout: 10_000,
  launchOptions: { executablePath, args },
  trace: 'retain-on-failure',
};
