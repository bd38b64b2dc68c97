/**
 * The browser's half of `cargo xtask bench`: measures, asserts nothing, and writes what it found to the file
 * that `BENCH_RESULTS` names. `BENCH_SITE` is the published site, `BENCH_LONG_BRIEF` a text of about 1 MB.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test, type Browser, type Page } from '@playwright/test';

import { firstLine, type Point } from '../support/pages.ts';
import { Server } from '../support/server.ts';
import { MARKED, read, readPlain } from './session.ts';

const site = setting('BENCH_SITE');
const BRIEF = setting('BENCH_BRIEF');

/** A slow line and a slow processor: 1.6 Mbit/s, 150 ms there and back, a quarter of this machine. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const SLOWDOWN = 4;
/** Pages are opened in turns, so that what disturbs the machine disturbs both. */
const FIRST_VIEWS = 15;
const LONG_BRIEFS = 5;
const HOVERS = 100;
const SWITCHES = 100;
/** About ten seconds of them. */
const SCROLLED_FRAMES = 600;
/** What a card waits for of its own accord; see `REST` in src/reader/cards/intent.rs. */
const REST = 450;
/** What the next one waits for while a card is open; see `SWITCH` there. */
const SWITCH = 60;
const FRAME = 1000 / 60;
/** How long a session of reading takes, and one of a plain page. */
const SESSION = 300_000;
const PLAIN_SESSION = 60_000;

const results: Record<string, unknown> = {};
let baselines: string;
let server: Server;

test.beforeAll(async ({ browser }) => {
  baselines = mkdtempSync(join(tmpdir(), 'sidelight-bench-'));
  server = await Server.start({ '/': site, '/plain/': baselines }, { compresses: true });
  await inPage(browser, async (page) => {
    await page.goto(server.url(BRIEF));
    writeFileSync(join(baselines, 'index.html'), await page.evaluate(plainPage));
  });
});

test.afterAll(async () => {
  await server.stop();
  rmSync(baselines, { recursive: true });
  // A measurement that failed has ended the process of those before it, which have written theirs.
  const file = setting('BENCH_RESULTS');
  const before: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, JSON.stringify({ ...(before as object), ...results }));
});

test('first view of a brief', async ({ browser }) => {
  const [ours, plain]: [number[], number[]] = [[], []];
  for (let visit = 0; visit < FIRST_VIEWS; visit++) {
    ours.push(await firstView(browser, BRIEF, true));
    plain.push(await firstView(browser, '/plain/', false));
  }
  results['firstView'] = { ours: median(ours), plain: median(plain), visits: FIRST_VIEWS };
});

test('a pasted brief of 1 MB', async ({ browser }) => {
  const text = readFileSync(setting('BENCH_LONG_BRIEF'), 'utf8');
  const [ours, plain, blocked]: [number[], number[], number[]] = [[], [], []];
  for (let time = 0; time < LONG_BRIEFS; time++) {
    await inPage(browser, async (page) => {
      const { shown, longest } = await explained(page, text);
      ours.push(shown);
      blocked.push(longest);
    });
    await inPage(browser, async (page) => {
      await page.goto(server.url('/plain/'));
      plain.push(await page.evaluate(timeToLayOut, text));
    });
  }
  results['longBrief'] = { ours: median(ours), plain: median(plain), blocked: median(blocked), bytes: Buffer.byteLength(text) };
});

test('from a pointer at rest to a card on the screen', async ({ browser }) => {
  await inPage(browser, async (page) => {
    await page.goto(server.url(BRIEF));
    await ready(page);
    await page.evaluate(watchCards);
    const mentions = await page.locator(MARKED).all();
    const frames: number[] = [];
    for (let hover = 0; hover < HOVERS; hover++) {
      const mention = mentions[hover % mentions.length]!;
      await mention.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
      const { x, y } = await firstLine(mention);
      // One movement: what rests is the pointer that came with it.
      await page.mouse.move(x, y);
      // The page says when; asking it again and again would keep it from its work.
      const delay = await page.evaluate(() => (window as never as Cards).lastDelay);
      frames.push((delay - REST) / FRAME);
      await leaveCard(page);
    }
    results['card'] = { frames: percentile(frames, 0.95), median: median(frames), hovers: HOVERS };
  });
});

test('from one card to the next', async ({ browser }) => {
  await inPage(browser, async (page) => {
    await page.goto(server.url(BRIEF));
    await ready(page);
    await page.evaluate(watchCards);
    const frames: number[] = [];
    for (const { from, to } of await page.evaluate(neighbours, { marked: MARKED, count: SWITCHES })) {
      await page.evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), from.y - 300);
      const up = await page.evaluate(() => scrollY);
      await page.mouse.move(from.x, from.y - up);
      await page.evaluate(() => (window as never as Cards).lastDelay);
      await page.mouse.move(to.x, to.y - up);
      frames.push(((await page.evaluate(() => (window as never as Cards).lastDelay)) - SWITCH) / FRAME);
      await leaveCard(page);
    }
    results['switch'] = { frames: percentile(frames, 0.95), median: median(frames), switches: frames.length };
  });
});

test('five minutes of reading on a slow processor', async ({ browser }) => {
  await inPage(browser, async (page) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const devtools = await page.context().newCDPSession(page);
    await page.goto(server.url(BRIEF));
    await ready(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    const { interactions, shift } = await read(page, SESSION);
    await page.goto(server.url('/plain/'));
    // Until it has come to rest: what is measured is no loading.
    await page.waitForTimeout(3000);
    const plain = await readPlain(page, PLAIN_SESSION);
    results['session'] = {
      answer: percentile(interactions, 0.98),
      median: median(interactions),
      longest: Math.max(...interactions),
      interactions: interactions.length,
      plain: percentile(plain.interactions, 0.98),
      shift,
    };
  });
});

test('scrolling a brief of 1 MB', async ({ browser }) => {
  const text = readFileSync(setting('BENCH_LONG_BRIEF'), 'utf8');
  await inPage(browser, async (page) => {
    await explained(page, text);
    // The list beside the text is the last to come.
    await page.getByRole('navigation', { name: 'Entities in this brief' }).waitFor();
    const ours = await scrolled(page);
    await page.goto(server.url('/plain/'));
    await page.evaluate(timeToLayOut, text);
    results['scroll'] = { ...ours, plain: (await scrolled(page)).longest };
  });
});

/** Where a page keeps how long its last card took. */
interface Cards {
  lastDelay: Promise<number>;
}

/** One page in a browser profile of its own, so that its caches are cold. */
async function inPage<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}

async function leaveCard(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.mouse.move(2, 2);
  await expect(page.locator('[data-card]')).toHaveCount(0);
}

async function ready(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true', { timeout: 60_000 });
}

/** Milliseconds to the largest contentful paint of an address that was never visited. */
async function firstView(browser: Browser, path: string, isOurs: boolean): Promise<number> {
  return inPage(browser, async (page) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', LINE);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.goto(server.url(path));
    // What the app adds counts, if it is what the reader sees last and largest.
    if (isOurs) await ready(page);
    await page.waitForTimeout(500);
    return page.evaluate(
      () =>
        new Promise<number>((found) =>
          new PerformanceObserver((list) => found(list.getEntries().at(-1)!.startTime)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          }),
        ),
    );
  });
}

/** The same text with the same critical styles, and nothing else: what a plain page would be. */
function plainPage(): string {
  const brief = document.getElementById('brief')!.cloneNode(true) as HTMLElement;
  for (const wrap of brief.querySelectorAll('a, .passage, mark')) wrap.replaceWith(...wrap.childNodes);
  for (const element of brief.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (name !== 'class') element.removeAttribute(name);
  }
  brief.normalize();
  const style = document.querySelector('head > style')!.textContent;
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plain</title><style>${style}</style>` +
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>' +
    `<body><main id="main">${brief.outerHTML}</main></body></html>`
  );
}

/** Pastes a text, and gives the milliseconds until it stands explained on the screen, and the longest in
 * which the page did not answer. */
async function explained(page: Page, text: string): Promise<{ shown: number; longest: number }> {
  await page.goto(server.url('/read/'));
  await ready(page);
  await page.getByRole('textbox', { name: 'Brief' }).evaluate((field, text) => {
    (field as HTMLTextAreaElement).value = text;
  }, text);
  const button = page.getByRole('button', { name: 'Explain it' });
  await button.scrollIntoViewIfNeeded();
  const timed = button.evaluate(
    (button) =>
      new Promise<{ shown: number; longest: number }>((done) => {
        let [start, longest] = [0, 0];
        new PerformanceObserver((list) => {
          for (const task of list.getEntries()) if (task.startTime >= start) longest = Math.max(longest, task.duration);
        }).observe({ type: 'longtask' });
        const painted = () =>
          requestAnimationFrame(() =>
            setTimeout(() => {
              const shown = performance.now() - start;
              // The observer hears of the last task a little later.
              setTimeout(() => done({ shown, longest }), 500);
            }),
          );
        const observer = new MutationObserver(() => {
          if (!document.querySelector('#brief [data-block]')) return;
          observer.disconnect();
          painted();
        });
        observer.observe(document.body, { childList: true, subtree: true });
        start = performance.now();
        (button as HTMLElement).click();
      }),
  );
  return timed;
}

/** Milliseconds that the browser takes to lay out a text, paragraph for paragraph. */
function timeToLayOut(text: string): Promise<number> {
  const paragraphs = text.split('\n\n').map((paragraph) => {
    const element = document.createElement('p');
    element.textContent = paragraph;
    return element.outerHTML;
  });
  const html = `<section class="brief">${paragraphs.join('')}</section>`;
  return new Promise((done) => {
    const start = performance.now();
    document.getElementById('main')!.innerHTML = html;
    // The task after the frame's callbacks runs when the frame is painted.
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  });
}

/** Pairs of marked mentions near each other in the text, in CSS pixels from the page's beginning; so many pairs, the same
 * ones again where there are not enough. Runs in the page. */
function neighbours({ marked, count }: { marked: string; count: number }): { from: Point; to: Point }[] {
  const places = [...document.querySelectorAll(marked)].map((mention) => {
    const line = mention.getClientRects()[0]!;
    return { x: line.left + line.width / 2, y: line.top + line.height / 2 + scrollY, name: mention.textContent };
  });
  const pairs = places.slice(1).map((to, before) => ({ from: places[before]!, to }));
  // Upwards, out of the way to the card below: on that way other mentions are only crossed.
  const near = pairs.map(({ from, to }) => ({ from: to, to: from })).filter(({ from, to }) => {
    const up = from.y - to.y;
    return up > 20 && up < 250 && from.name !== to.name;
  });
  return Array.from({ length: count }, (_, number) => near[number % near.length]!);
}

/** Times each card from the pointer's last movement to the frame that shows it. */
function watchCards(): void {
  let rested = { x: 0, y: 0, at: 0 };
  let shown: (delay: number) => void;
  const moved = ({ clientX: x, clientY: y, timeStamp: at }: PointerEvent) => {
    // Browsers also speak of movement where the page moved, and the pointer did not.
    if (x === rested.x && y === rested.y) return;
    rested = { x, y, at };
    (window as never as Cards).lastDelay = new Promise((resolve) => (shown = resolve));
  };
  addEventListener('pointermove', moved, { capture: true });
  new MutationObserver((changes) => {
    const added = changes.flatMap((change) => [...change.addedNodes]);
    if (!added.some((node) => node instanceof Element && node.matches('[data-card]'))) return;
    requestAnimationFrame(() => setTimeout(() => shown(performance.now() - rested.at)));
  }).observe(document.body, { childList: true, subtree: true });
}

/** Scrolls with the wheel from the beginning of a page on, and gives the longest time between two of its frames. */
async function scrolled(page: Page): Promise<{ longest: number; over: number; frames: number }> {
  const { width, height } = page.viewportSize()!;
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await page.mouse.move(width / 2, height / 2);
  await page.waitForTimeout(1000);
  const timed = page.evaluate(
    (turns) =>
      new Promise<number[]>((done) => {
        const between: number[] = [];
        let last = performance.now();
        const frame = (now: number) => {
          between.push(now - last);
          last = now;
          if (between.length < turns) requestAnimationFrame(frame);
          else done(between);
        };
        requestAnimationFrame(frame);
      }),
    SCROLLED_FRAMES,
  );
  let isDone = false;
  const finished = timed.finally(() => (isDone = true));
  for (let turn = 0; !isDone; turn++) {
    await page.mouse.wheel(0, turn % 40 < 35 ? 240 : -240);
    await page.waitForTimeout(30);
  }
  const between = await finished;
  return { longest: Math.max(...between), over: between.filter((time) => time > 50).length, frames: between.length };
}

function median(numbers: number[]): number {
  return percentile(numbers, 0.5);
}

/** The smallest number that so large a part of all does not exceed. */
function percentile(numbers: number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1]!;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask bench\``);
  return value;
}
