/** The states in which a reader meets a site: pages at rest, and each thing that opens on them. What axe and the
 * measures of accessibility go over is what `cargo xtask gallery` takes pictures of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, type Locator } from '@playwright/test';

import { DARK_NIGHTS, STRAIT, type BriefPage, type LibraryPage, type ReadPage } from './pages.ts';
import { refuseDatabases, refuseStorage } from './refusals.ts';

/** The pages by which a state is reached. */
export interface Reader {
  library: LibraryPage;
  brief: BriefPage;
  read: ReadPage;
}

/** What there is in a library of each sort. */
export interface Subjects {
  brief: string;
  /** Another one, in another layout. */
  otherBrief: string;
  dossier: string;
  entity: string;
  person: string;
  term: string;
  place: string;
  date: string;
  /** Words to make a note on, and others to highlight. */
  noted: string;
  highlighted: string;
  /** A file with a brief to read as one's own. */
  own: string;
}

export const VARN: Subjects = {
  brief: STRAIT,
  otherBrief: DARK_NIGHTS,
  dossier: '/entities/varn-coastal-front/',
  entity: 'Varn Coastal Front',
  person: 'Ansel Torvik',
  term: 'toll paper',
  place: 'Strait of Varn',
  date: 'the second week of March',
  noted: 'none was boarded',
  highlighted: 'no boat has been seen',
  own: join(import.meta.dirname, '../library/briefs/eleven-dark-nights.txt'),
};

export const SAMPLES: Subjects = {
  brief: '/briefs/red-sea-shipping/',
  otherBrief: '/briefs/chip-export-controls/',
  dossier: '/entities/houthis/',
  entity: 'Joint Maritime Information Centre',
  person: 'Abdul-Malik al-Houthi',
  term: 'Uncrewed surface vessels',
  place: 'Bab el-Mandeb',
  date: 'July 10',
  noted: 'All 22 people on board were saved',
  highlighted: 'a Houthi video appears to show',
  own: join(import.meta.dirname, '../../content/briefs/mpox-emergency-ends.md'),
};

/** A state, by the name that tests and pictures have for it. */
export interface State {
  name: string;
  /** What there is of it beyond the page at rest, as a selector. */
  part?: string;
  /** Brings the page into it, from nothing. */
  reach(reader: Reader, subjects: Subjects): Promise<void>;
}

/** A page as it is when it is opened, by its address. */
function page(name: string, address: (subjects: Subjects) => string): State {
  return { name, reach: ({ library }, subjects) => library.open(address(subjects)) };
}

/** Something that opens on the page of the brief. */
function onBrief(name: string, part: string, reach: (brief: BriefPage, subjects: Subjects) => Promise<void>): State {
  return {
    name,
    part,
    async reach({ brief }, subjects) {
      await brief.open(subjects.brief);
      await reach(brief, subjects);
    },
  };
}

/** An open card. */
function card(name: string, mention: (brief: BriefPage, subjects: Subjects) => Locator): State {
  return onBrief(`card of ${name}`, '.card', (brief, subjects) => openCard(brief, mention(brief, subjects)));
}

async function openCard(brief: BriefPage, mention: Locator): Promise<void> {
  await mention.first().evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await mention.first().click();
  await expect(brief.anyCard.last()).toBeVisible();
}

export const STATES: State[] = [
  page('library', () => '/'),
  page('brief', (subjects) => subjects.brief),
  page('brief in another layout', (subjects) => subjects.otherBrief),
  page('dossier', (subjects) => subjects.dossier),
  page('glossary of the site', () => '/glossary/'),
  page('read your own', () => '/read/'),
  {
    name: 'no such page',
    async reach({ library }) {
      await library.page.goto(library.server.url('/nowhere/'));
      await expect(library.page.getByRole('heading', { level: 1 })).toBeVisible();
    },
  },

  card('an entity', (brief, { entity }) => brief.mention(entity)),
  onBrief('card of an entity, pinned', '.card', async (brief, { entity, term }) => {
    await openCard(brief, brief.mention(entity));
    const pin = brief.card(entity).getByRole('button', { name: 'Pin' });
    // A sheet covers text: one that stays would be in the way.
    if (brief.isNarrow) return expect(pin).toHaveCount(0);
    await pin.click();
    await openCard(brief, brief.mention(term));
  }),
  card('a person', (brief, { person }) => brief.mention(person)),
  card('a term', (brief, { term }) => brief.mention(term)),
  card('a place', (brief, { place }) => brief.mention(place)),
  card('a date', (brief, { date }) => brief.mention(date)),
  card('a word of judgement', (brief) => brief.brief.locator('[data-hedge]')),
  card('a key point', (brief) => brief.brief.getByRole('link', { name: /^Key point \d$/ })),

  onBrief('key points with their passages', '#brief', async (brief) => {
    await brief.keyPoints.getByRole('button', { name: 'Related in the text' }).first().click();
    await expect(brief.lit.first()).toBeVisible();
  }),
  onBrief('entities', '#rail', async (brief) => {
    await brief.openBeside('Entities');
    await expect(brief.index).toBeVisible();
  }),
  onBrief('entities filtered', '#rail', async (brief, { person }) => {
    await brief.openBeside('Entities');
    await brief.index.getByRole('searchbox').fill(person.slice(0, 4));
    await expect(brief.index.getByRole('link', { name: person })).toBeVisible();
  }),
  onBrief('entities filtered to none', '#rail', async (brief) => {
    await brief.openBeside('Entities');
    await brief.index.getByRole('searchbox').fill('nobody');
    await expect(brief.index.getByText('No entity of this brief is called so.')).toBeVisible();
  }),
  onBrief('entities in focus', '#rail, #brief', async (brief, { entity, person }) => {
    await brief.openBeside('Entities');
    for (const name of [entity, person]) {
      await brief.index.getByRole('searchbox').fill(name);
      await brief.index.getByRole('button', { name: `Focus on ${name}` }).click();
    }
    await brief.index.getByRole('searchbox').fill('');
    await expect(brief.index).toContainText(/\d of \d+ sentences/);
  }),
  onBrief('selection', '.selection-bar', async (brief, { noted }) => {
    await brief.select(noted);
    await expect(brief.selectionTools).toBeVisible();
  }),
  onBrief('note being written', '#rail', async (brief, { noted }) => {
    await brief.startNote(noted, 'Who counted?');
    await brief.saved();
  }),
  onBrief('notes', '#rail, mark', async (brief, subjects) => {
    await brief.annotate(subjects.noted, 'Who counted?');
    // Where the notes lie in a sheet, out of that.
    await brief.page.keyboard.press('Escape');
    await brief.select(subjects.highlighted);
    await brief.selectionTools.getByRole('button', { name: 'Highlight' }).click();
    await brief.saved();
    await brief.openBeside('Notes');
    await expect(brief.note('Who counted?')).toBeVisible();
  }),
  onBrief('note deleted', '#rail', async (brief, { noted }) => {
    await brief.annotate(noted, 'Who counted?');
    await brief.saved();
    await brief.delete('Who counted?');
    await expect(brief.notes.getByRole('button', { name: 'Undo' })).toBeVisible();
  }),
  {
    name: 'storage refused',
    part: '.alarm',
    async reach({ brief }, subjects) {
      await brief.page.addInitScript(refuseStorage);
      await brief.page.addInitScript(refuseDatabases);
      await brief.open(subjects.brief);
      await expect(brief.alert).toBeVisible();
    },
  },
  onBrief('how the page looks', '.bar', async (brief) => {
    await brief.page.getByRole('button', { name: /theme/ }).click();
    await expect(brief.page.getByRole('group', { name: 'Theme' })).toBeVisible();
  }),

  {
    name: 'read your own, refused',
    part: '.paste',
    async reach({ read }) {
      await read.open();
      const file = { name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%âãÏÓ\n') };
      await read.page.locator('input[type=file]').setInputFiles(file);
      await expect(read.alert).toBeVisible();
    },
  },
  {
    name: 'read your own, explained',
    async reach({ read }, { own }) {
      await read.open();
      await read.kept(readFileSync(own, 'utf8'));
    },
  },
  {
    name: 'library with a brief of one’s own',
    part: '.own',
    async reach({ read, library }, { own }) {
      await read.open();
      await read.kept(readFileSync(own, 'utf8'));
      await library.open();
      await expect(library.ownBriefs).toBeVisible();
    },
  },
];

/** What a window shows of the page of the brief further down. */
export const VIEWS: State[] = [
  ['reference', 'Reference'],
  ['glossary', 'Glossary'],
  ['words of judgement', 'Words of judgement'],
  ['timeline', 'Timeline'],
].map(([name, region]) => onBrief(name!, 'body', (brief) => brief.scrollTo(brief.region(region!))));
