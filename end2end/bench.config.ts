import config from './playwright.config.ts';

/** Not tests: measurements, one at a time and without a trace, so that nothing slows them down. */
export default {
  ...config,
  testDir: 'bench',
  testMatch: 'browser.ts',
  globalSetup: undefined,
  workers: 1,
  fullyParallel: false,
  timeout: 900_000,
  expect: { timeout: 60_000 },
  use: { ...config.use, trace: 'off' as const },
};
