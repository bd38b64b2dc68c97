import config from './playwright.config.ts';

/** Not tests: pictures to look at, taken by `cargo xtask gallery`. */
export default {
  ...config,
  testDir: 'gallery',
  outputDir: '../target/gallery-runs',
  testMatch: 'pictures.ts',
  globalTeardown: './gallery/sheet.ts',
  // A whole page can be long, and the machine busy.
  timeout: 180_000,
  use: { ...config.use, actionTimeout: 60_000, trace: 'off' as const },
};
