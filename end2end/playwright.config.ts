import { defineConfig } from '@playwright/test';

import { use } from './support/browser.ts';

export default defineConfig({
  testDir: 'tests',
  globalSetup: './support/sites.ts',
  fullyParallel: true,
  // A test that someone left alone with `.only` hides all the others.
  forbidOnly: !!process.env['CI'],
  // A test that passes at the second try has found something: here it fails.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  snapshotPathTemplate: '{testDir}/trees/{arg}{ext}',
  use,
});
