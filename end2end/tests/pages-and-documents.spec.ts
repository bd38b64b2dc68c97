import { expect, test } from '../support/test.ts';

const PAGE = `<!DOCTYPE html><html lang="en"><head><title>A Toll for Every Lamp | Coast Watch</title></head><body>
  <div class="cookie-banner"><p>We use cookies.</p><button>Accept all</button></div>
  <article><h1>A Toll for Every Lamp</h1><h2>Key points</h2><ul><li>The lamps are lit again.</li></ul>
  <h2>What happened</h2><p>The Varn Coastal Front sells every <b>toll paper</b> itself, and has lit the lamps with what it earns.</p></article>
  <footer>© Coast Watch</footer></body></html>`;
const TITLE = 'A Toll for Every Lamp';

/** A Word document: a ZIP archive of one part, stored as it is. */
function document(text: string): Buffer {
  const name = Buffer.from('word/document.xml');
  const content = Buffer.from(`<w:document><w:body>${text}</w:body></w:document>`);
  // Version, flags, method, time, date and checksum, the last of which nobody asks for; then sizes and lengths.
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt32LE(content.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), header, name, content]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), header, Buffer.alloc(14), name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}

test.beforeEach(async ({ read }) => {
  await read.open();
});

test('a saved page gives its article', async ({ page, read }) => {
  const file = { name: 'lamps.html', mimeType: 'text/html', buffer: Buffer.from(PAGE) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(read.title).toHaveText(TITLE);
  await expect(read.keyPoints.getByRole('listitem')).toHaveCount(1);
  await expect(read.mention('toll paper')).toBeVisible();
  await expect(read.brief).not.toContainText('cookies');
  await expect(read.brief).not.toContainText('©');
});

test('a Word document is read like a text', async ({ page, read }) => {
  const title = `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>${TITLE}</w:t></w:r></w:p>`;
  const buffer = document(`${title}<w:p><w:r><w:t>The Varn Coastal Front sells every toll paper itself.</w:t></w:r></w:p>`);
  await page.locator('input[type=file]').setInputFiles({ name: 'lamps.docx', mimeType: '', buffer });
  await expect(read.title).toHaveText(TITLE);
  await expect(read.mention('toll paper')).toBeVisible();
});

test('what is pasted from a page keeps its structure, until the reader changes it', async ({ page, read, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // The list of the text, not that of its key points.
  const items = read.brief.locator('li[data-block]');
  const paste = async (): Promise<void> => {
    await page.evaluate(async (html) => {
      const part = (type: string, text: string): Record<string, Blob> => ({ [type]: new Blob([text], { type }) });
      const plain = 'A Toll for Every Lamp\n\nThe lamps are lit again.\n\nThe Varn Coastal Front sells every toll paper itself.';
      await navigator.clipboard.write([new ClipboardItem({ ...part('text/html', html), ...part('text/plain', plain) })]);
    }, '<h1>A Toll for Every Lamp</h1><ul><li>The lamps are lit again.</li></ul><p>The Varn Coastal Front sells every toll paper itself.</p>');
    await read.text.focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+V');
    await expect(read.text).toHaveValue(/The lamps are lit again/);
  };
  await paste();
  await read.explain.click();
  await expect(read.title).toHaveText(TITLE);
  await expect(items).toHaveText(['The lamps are lit again.']);

  await read.open();
  await paste();
  await page.keyboard.type(' It costs nothing.');
  await read.explain.click();
  await expect(read.brief).toContainText('It costs nothing.');
  await expect(items).toHaveCount(0);
});
