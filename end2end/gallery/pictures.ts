/** Takes the pictures: each state once a width, and there once a scheme. */
import { join } from 'node:path';

import { SAMPLES } from '../support/states.ts';
import { expect, test } from '../support/test.ts';
import { FOLDER, pictureName, SHOWN, WIDTHS } from './names.ts';

test.use({ mounts: { '/': 'samples' }, contextOptions: { reducedMotion: 'reduce' } });

for (const width of WIDTHS) {
  test.describe(`${width} pixels wide`, () => {
    test.use({ viewport: { width, height: width < 700 ? 740 : 900 }, hasTouch: width < 700 });

    for (const { name, reach } of SHOWN) {
      test(name, async ({ page, library, brief, read }) => {
        await reach({ library, brief, read }, SAMPLES);
        // What is said of being offline changes in the first seconds, and with it every picture.
        if (name !== 'no such page') await expect(library.savedHere).toBeVisible();
        const take = (scheme: string, fullPage = false) =>
          page.screenshot({ path: join(FOLDER, pictureName(name, width, scheme)), fullPage, animations: 'disabled' });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await take(colorScheme);
        }
        await page.emulateMedia({ media: 'print' });
        await take('print', true);
      });
    }
  });
}
