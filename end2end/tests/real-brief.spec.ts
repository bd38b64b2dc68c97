import { existsSync, readFileSync } from 'node:fs';

import { realBrief } from '../support/sites.ts';
import { expect, test } from '../support/test.ts';

const BRIEF = '/briefs/intelbrief/';
const IS_K = 'Islamic State Khorasan Province';

test.skip(!existsSync(realBrief), `the real brief is not at ${realBrief}; it belongs to its publisher`);
test.use({ mounts: { '/': 'real' } });

test('it is published with its title, its key points and its text, and nothing of the mail around it', async ({ brief }) => {
  await brief.open(BRIEF);
  await expect(brief.title).toContainText(`${IS_K} and Terrorist Networks Throughout Central Asia`);
  await expect(brief.title).not.toContainText('IntelBrief:');
  await expect(brief.keyPoints.getByRole('listitem')).toHaveCount(4);
  await expect(brief.brief.getByText('Basmanny District Court press service via AP')).toBeVisible();
  await expect(brief.brief).not.toContainText('SUBSCRIBE');
});

test('it reads from names to cards to notes, and offline', async ({ page, server, brief }) => {
  await brief.open(BRIEF);
  await brief.pointAt(brief.mention('Sanaullah Ghafari'));
  await expect(brief.card('Sanaullah Ghafari')).toContainText('Person');
  await page.keyboard.press('Escape');
  await brief.tabTo(brief.marked.filter({ hasText: IS_K }).first());
  await page.keyboard.press('Enter');
  await expect(brief.card(IS_K)).toContainText('Group');
  await page.keyboard.press('Escape');
  await brief.mention('Russia').first().click();
  await expect(brief.card('Russia')).toBeVisible();
  await page.keyboard.press('Escape');

  await brief.keyPoints.getByRole('listitem').first().getByRole('link', { name: '¶' }).first().click();
  await expect(brief.lit.filter({ hasText: 'If these details prove to be accurate' })).toBeInViewport();
  await page.keyboard.press('Escape');

  await brief.annotate('announced the apprehension of the four gunmen', 'Claimed by the FSB only.');
  await brief.saved();
  await expect(brief.savedHere).toBeVisible();
  await server.stop();
  await page.reload();
  await brief.ready();
  await expect(brief.note('Claimed by the FSB only.')).toBeVisible();
  await expect(brief.highlight('announced the apprehension')).toBeVisible();
});

test('pasted, it reads as it does when published', async ({ read }) => {
  await read.open();
  await read.explained(readFileSync(realBrief, 'utf8'));
  await expect(read.keyPoints.getByRole('listitem')).toHaveCount(4);
  await read.pointAt(read.mention('Sanaullah Ghafari'));
  await expect(read.card('Sanaullah Ghafari')).toContainText('Person');
});
