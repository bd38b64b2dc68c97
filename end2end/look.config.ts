import config from './playwright.config.ts';

/** Not tests: pictures to look at, in target/look/. */
export default { ...config, testDir: '.', testMatch: 'look.ts' };
