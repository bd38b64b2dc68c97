/** The sites that the tests read, each published once a run by the command under test. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const here = resolve(import.meta.dirname, '..');
const command = process.env['SIDELIGHT'] ?? join(here, '../target/debug/sidelight');

/** A brief as it was published, mailed and pasted. It belongs to its publisher, so it is not in the repository. */
export const realBrief = process.env['REAL_BRIEF'] ?? join(here, '../../shared/briefs/intelbrief-2024-03-29.txt');

/**
 * `varn` is the tests' own library, and `neighbour` the same under another id, with an address for reports; `samples` is what ships;
 * `real` is there only where the real brief is.
 */
export type SiteName = 'varn' | 'neighbour' | 'samples' | 'real';

/** The folder of a published site. */
export function siteFolder(name: SiteName): string {
  const folder = process.env['SIDELIGHT_TEST_SITES'];
  if (!folder) throw new Error('the sites are not published: run through Playwright, which calls this file first');
  return join(folder, name);
}

/** Publishes all of them, and returns what removes them again. */
export default function publish(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'sidelight-sites-'));
  const remove = () => rmSync(folder, { recursive: true });
  process.env['SIDELIGHT_TEST_SITES'] = folder;
  const build = (library: string, name: SiteName) =>
    execFileSync(command, ['build', library, '--out', join(folder, name)], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    build(join(here, 'library'), 'varn');
    build(sameLibraryWithId('varn-papers-reprinted', join(folder, 'library')), 'neighbour');
    build(join(here, '../content'), 'samples');
    if (existsSync(realBrief)) build(libraryOf(realBrief, join(folder, 'real-library')), 'real');
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}

function sameLibraryWithId(id: string, folder: string): string {
  cpSync(join(here, 'library'), folder, { recursive: true });
  const settings = join(folder, 'sidelight.toml');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace(/^id = .*$/m, `id = "${id}"\nreport = "desk@example.org"`));
  return folder;
}

function libraryOf(brief: string, folder: string): string {
  mkdirSync(join(folder, 'briefs'), { recursive: true });
  writeFileSync(join(folder, 'sidelight.toml'), 'id = "real-brief"\ntitle = "A real brief"\n');
  cpSync(brief, join(folder, 'briefs/intelbrief.txt'));
  return folder;
}
