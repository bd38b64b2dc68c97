import { type Page } from '@playwright/test';

import { expect, test } from '../support/test.ts';

// What Chromium hands to screen readers, to be read by people: each snapshot in `trees/` was read through as someone
// would who hears it. A change in one of them is to be read likewise before it is committed.

const HOW = 'the accessibility tree has changed: read the difference as someone would who hears the page, and if it is '
  + 'right, run `npx playwright test accessibility-tree --update-snapshots` in end2end/';

test.beforeEach(async ({ brief }) => {
  await brief.open();
  // The line about being offline has its last words.
  await expect(brief.savedHere).toBeVisible();
});

test('a brief at rest', async ({ page }) => {
  expect(await tree(page), HOW).toMatchSnapshot('brief.txt');
});

test('an open card', async ({ page, brief }) => {
  await brief.tabTo(brief.mention('Varn Coastal Front').first());
  await page.keyboard.press('Enter');
  await expect(brief.card('Varn Coastal Front')).toBeVisible();
  expect(await tree(page, 'dialog'), HOW).toMatchSnapshot('card.txt');
});

test('the open sheet of a narrow screen', async ({ page, brief }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await brief.openBeside('Entities');
  await expect(brief.index).toBeVisible();
  expect(await tree(page), HOW).toMatchSnapshot('sheet.txt');
});

/** A node as the DevTools protocol has it, as far as it is of interest here. */
interface Node {
  nodeId: string;
  parentId?: string;
  childIds?: string[];
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

/** What people are told of a node beyond its role and name. Chromium says more, which is the same everywhere. */
const STATES = ['level', 'expanded', 'pressed', 'checked', 'disabled', 'focused', 'modal', 'live', 'multiline'];

/** The tree, or the first node in it with this role, one node a line. */
async function tree(page: Page, from?: string): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const write = (node: Node, depth: number, holder = '') => {
    const role = node.role?.value ?? '';
    const name = node.name?.value.trim() ?? '';
    // Boxes of lines, and what is told by the name of its holder already.
    if (role === 'InlineTextBox' || (role === 'StaticText' && (!name || name === holder))) return;
    // Boxes without a meaning: what is in them is told all the same.
    const isTold = !node.ignored && !['none', 'generic'].includes(role);
    if (isTold) lines.push('  '.repeat(depth) + told(node, role));
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) write(child, isTold ? depth + 1 : depth, isTold ? name : holder);
    }
  };
  const root = nodes.find((node) => (from ? node.role?.value === from && !node.ignored : !node.parentId));
  if (!root) throw new Error(`there is no ${from ?? 'root'} in the tree`);
  write(root, 0);
  return lines.join('\n') + '\n';
}

function told(node: Node, role: string): string {
  const name = node.name?.value.trim();
  const states = STATES.flatMap((state) => {
    const value = node.properties?.find((property) => property.name === state)?.value.value;
    if (value === undefined || value === 'off' || (value === false && state !== 'expanded' && state !== 'pressed')) return [];
    return value === true || value === 'true' ? [state] : [`${state}: ${String(value)}`];
  });
  if (role === 'StaticText') return `“${name}”`;
  return [role, ...(name ? [`“${name}”`] : []), ...(states.length > 0 ? [`(${states.join(', ')})`] : [])].join(' ');
}
