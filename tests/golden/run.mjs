// Golden outputs: what the commands print is, to the letter, what was last reviewed and stored.
//
//   node tests/golden/run.mjs            compares, and shows what differs
//   node tests/golden/run.mjs --update   stores what the commands print now: review the diff

import {spawn} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {findLeakscope} from '../conformance/leakscope.mjs';
import {cases} from './cases.mjs';
import {difference} from './difference.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OUTPUTS = path.join(ROOT, 'tests/golden/outputs');
/** Of how many outputs the difference is shown; of the others only the name. */
const SHOWN = 8;

const leakscope = findLeakscope();

/** What a run prints, with what it complains of and how it ends below if that is out of the ordinary. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(leakscope, args, {cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe']});
    let [printed, complaint] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => (printed += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (complaint += text));
    child.on('error', reject);
    child.on('close', (status) => {
      const ending = status === 0 ? '' : `[ends with ${status}]\n`;
      resolve(printed + (complaint && `[complains]\n${complaint}`) + ending);
    });
  });
}

/** Does a piece of work for each, a few at a time; gives the results in order. */
async function all(items, work) {
  const results = [];
  const rest = items.entries();
  const worker = async () => {
    for (const [at, item] of rest) results[at] = await work(item);
  };
  await Promise.all(Array.from({length: Math.min(4, os.availableParallelism())}, worker));
  return results;
}

/** The files below a folder, by their paths from there, `/` between folders. */
function filesBelow(folder) {
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder, {recursive: true, withFileTypes: true}) : [];
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({parentPath, name}) => path.relative(folder, path.join(parentPath, name)).replaceAll('\\', '/'));
}

const stored = (output) => path.join(OUTPUTS, output);

async function update(wanted) {
  fs.rmSync(OUTPUTS, {recursive: true, force: true});
  await all(wanted, async ({output, args}) => {
    fs.mkdirSync(path.dirname(stored(output)), {recursive: true});
    fs.writeFileSync(stored(output), await run(args));
  });
  console.log(`${wanted.length} outputs stored in tests/golden/outputs: review the diff`);
}

async function compare(wanted) {
  const printed = await all(wanted, ({args}) => run(args));
  let different = 0;
  for (const [at, {output, args}] of wanted.entries()) {
    const golden = fs.existsSync(stored(output)) ? fs.readFileSync(stored(output), 'utf8') : '';
    if (golden === printed[at]) continue;
    different += 1;
    console.log(`\n${output} differs: leakscope ${args.join(' ')}`);
    if (different <= SHOWN) console.log(difference(golden, printed[at]));
  }
  const strays = filesBelow(OUTPUTS).filter((file) => !wanted.some(({output}) => output === file));
  for (const file of strays) console.log(`\n${file} is the output of no case`);
  const failed = different + strays.length;
  console.log(`${wanted.length} golden outputs, ${failed} differ`);
  if (failed) console.log('If that is as it should be, `cargo xtask test --update` stores the new ones; review the diff.');
  process.exitCode = failed ? 1 : 0;
}

const wanted = cases(ROOT);
const twice = wanted.filter(({output}, at) => wanted.findIndex((other) => other.output === output) !== at);
if (twice.length) throw new Error(`stored twice: ${twice.map(({output}) => output).join(', ')}`);
await (process.argv.includes('--update') ? update : compare)(wanted);
