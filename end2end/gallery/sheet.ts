/** Puts all pictures on one page, `index.html` beside them. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { FOLDER, pictureName, SCHEMES, SHOWN, WIDTHS } from './names.ts';

const STYLE = `
  body { margin: 2rem; font: 1rem/1.5 system-ui, sans-serif; background: #888; color: #000; }
  div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; }
  figure { margin: 0; }
  img { display: block; height: 26rem; max-width: 100%; object-fit: cover; object-position: top; }
  nav a { margin-inline-end: .75rem; }
`;

export default function sheet(): void {
  const states = SHOWN.map(({ name }, index) => {
    const files = WIDTHS.flatMap((width) => SCHEMES.map((scheme) => pictureName(name, width, scheme)));
    const figures = files
      .filter((file) => existsSync(join(FOLDER, file)))
      .map((file) => `<figure><a href="${file}"><img src="${file}" loading="lazy" alt="${name}"></a><figcaption>${file}</figcaption></figure>`);
    return `<h2 id="s${index + 1}">${name}</h2>\n<div>\n${figures.join('\n')}\n</div>`;
  });
  const links = SHOWN.map(({ name }, index) => `<a href="#s${index + 1}">${name}</a>`);
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sidelight’s gallery</title>
<style>${STYLE}</style>
<h1>Sidelight’s gallery</h1>
<nav>${links.join('\n')}</nav>
${states.join('\n')}
</html>
`;
  writeFileSync(join(FOLDER, 'index.html'), page);
}
