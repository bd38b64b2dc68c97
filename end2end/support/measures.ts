/** Measures of accessibility that axe does not take: each gives what fails it, a sentence each. */
import { type Page } from '@playwright/test';

/** SC 1.4.10: what has to be scrolled sideways. Tables may, each by itself. */
export function scrolledSideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`the page is ${scrollWidth} pixels wide in a window of ${clientWidth}`] : [];
  });
}

/** SC 2.5.8: controls that are smaller than 24 by 24 pixels, but for links inside a line of text. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST = 24;
    // Words beside it make it part of a sentence, whose lines set its height.
    const isInText = (control: Element) => {
      const sentence = control.parentElement!.closest('p, li, dd, td, th, pre, h1, h2, h3, h4')?.cloneNode(true) as Element | undefined;
      sentence?.querySelectorAll('a, button').forEach((other) => other.remove());
      return getComputedStyle(control).display === 'inline' && /\w/.test(sentence?.textContent ?? '');
    };
    const failures: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, select, summary')) {
      if (!control.checkVisibility({ opacityProperty: false, visibilityProperty: true })) continue;
      // The drawn scale of a timeline leads where the list below it leads.
      if (control.closest('[inert], svg, .skip') || isInText(control)) continue;
      const target = control.closest('label') ?? control;
      const { width, height } = target.getBoundingClientRect();
      if (width < LEAST || height < LEAST) {
        failures.push(`${Math.round(width)} × ${Math.round(height)}: ${control.outerHTML.slice(0, 160)}`);
      }
    }
    return failures;
  });
}

/** SC 1.4.12: sets the spacing that any text must bear. Not by a style element: the page's policy allows none. */
export function spaceText(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-block-end: 2em !important; }
    `);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** Text that is cut off, or that lies over other text. */
export function lostText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const failures: string[] = [];
    const texts: { words: string; lines: DOMRect[]; holder: Element }[] = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const node = nodes.currentNode as Text;
      const holder = node.parentElement!;
      const words = node.data.trim();
      const isSeen = holder.checkVisibility({ opacityProperty: false, visibilityProperty: true });
      if (!words || !isSeen || holder.closest('[inert], .skip, .visually-hidden, script, style')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
      texts.push({ words, lines, holder });
      for (let box: Element | null = holder; box && box !== document.body; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const cuts = (how: string) => how === 'hidden' || how === 'clip';
        const isCut = lines.some(
          (line) =>
            (cuts(overflowX) && (line.left < left - 1 || line.right > right + 1)) ||
            (cuts(overflowY) && (line.top < top - 1 || line.bottom > bottom + 1)),
        );
        if (isCut) failures.push(`cut off: “${words.slice(0, 60)}” in ${box.outerHTML.slice(0, 80)}`);
        if (getComputedStyle(box).position === 'fixed') break;
      }
    }
    // What lies over the page covers what is under it, and is put away again; what sticks to an edge lets what is
    // under it be scrolled away.
    const layer = ({ holder }: { holder: Element }) => {
      let box: Element | null = holder;
      while (box && !box.matches('.card, .alarm, .menu, .selection-bar, .rail.open')) {
        if (getComputedStyle(box).position === 'sticky') return box;
        box = box.parentElement;
      }
      return box;
    };
    for (const [index, text] of texts.entries()) {
      for (const other of texts.slice(index + 1)) {
        if (layer(text) !== layer(other)) continue;
        const meets = (a: DOMRect, b: DOMRect) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6;
        if (text.lines.some((line) => other.lines.some((otherLine) => meets(line, otherLine)))) {
          failures.push(`“${text.words.slice(0, 40)}” lies over “${other.words.slice(0, 40)}”`);
        }
      }
    }
    return failures;
  });
}

/** SC 2.4.7 and 2.4.11: what is wrong with how the element in focus shows, if anything. */
export function focusTrouble(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement!;
    const name = focused.outerHTML.slice(0, 120);
    // A radio button shows its focus on its label.
    const shown = focused.matches('input[type=radio]') ? focused.nextElementSibling! : focused;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 1) return `shows no focus: ${name}`;
    const lines = [...shown.getClientRects()];
    const isAt = (x: number, y: number) => {
      const top = document.elementFromPoint(x, y);
      return !!top && (shown.contains(top) || top.contains(shown) || !!focused.closest('label')?.contains(top));
    };
    const isSeen = lines.some(({ left, right, top, bottom }) => isAt((left + right) / 2, (top + bottom) / 2));
    return isSeen ? undefined : `is covered or out of sight: ${name}`;
  });
}
