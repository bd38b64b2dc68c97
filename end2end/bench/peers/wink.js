/**
 * Words per second of Sidelight's engine as wasm and of wink-nlp, in one process, by turns.
 *
 * node wink.js TEXT ENGINE KNOWLEDGE MODEL: a text file, the engine's module for node, packed knowledge, the language
 * model.
 * Prints one JSON object: for each the seconds that the text took at its fastest and the milliseconds to start.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const RUNS = 15;
const require = createRequire(import.meta.url);
const [textFile, engineModule, knowledgeFile, modelFile] = process.argv.slice(2);
const bytes = readFileSync(textFile);
const text = bytes.toString('utf8');

const ours = started(() => {
  const { Engine } = require(engineModule);
  const engine = new Engine(readFileSync(knowledgeFile), readFileSync(modelFile));
  return () => engine.read(bytes, 'a.txt');
});
const wink = started(() => {
  const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'));
  // By paragraphs, as it is faster that way; the text is handed over as a string, so it has no reading to do.
  const paragraphs = text.split('\n\n');
  return () => paragraphs.reduce((found, paragraph) => found + nlp.readDoc(paragraph).entities().length(), 0);
});
for (let run = 0; run < RUNS; run++) {
  for (const tool of [ours, wink]) {
    const start = performance.now();
    if (tool.read() === 0) throw new Error('nothing was found in the text');
    tool.seconds.push((performance.now() - start) / 1000);
  }
}
console.log(JSON.stringify({ ours: summary(ours), wink: summary(wink) }));

function started(start) {
  const begin = performance.now();
  const read = start();
  return { read, start: performance.now() - begin, seconds: [] };
}

function summary({ start, seconds }) {
  return { start, seconds: Math.min(...seconds) };
}
