// Writes tests/leaks/cases anew: runs the programs below tests/leaks/programs, takes their heap snapshots and measures
// the truth about them.
//
//   node tests/leaks/make.mjs                 all cases
//   node tests/leaks/make.mjs mail-outbox …   only these
//   node tests/leaks/make.mjs --measure …     keep the snapshots, only measure and write truth.json again
//
// If ZOPFLI names the program zopfli, it packs the snapshots, a fifth smaller than gzip but slowly.
//
// What a case.mjs says is described in README.md.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {pack} from '../support/pack.mjs';
import {takeBunOrDenoSeries} from './make/bun-deno.mjs';
import {takeChromiumSeries} from './make/chromium.mjs';
import {installed} from './make/install.mjs';
import {takeNodeSeries} from './make/node.mjs';
import {truthOf} from './make/truth.mjs';
import {takeWorkerdSeries} from './make/workerd.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PROGRAMS = path.join(HERE, 'programs');
const CASES = path.join(HERE, 'cases');

/** Cases that are not kept in the repository. */
const MORE_CASES = path.join(HERE, '../.cache/cases');

/** Snapshots are taken where a program's path tells nothing of the machine. */
const PLACE = '/srv/app';

/** Words that would tell where a snapshot was made. */
const TELLTALE = [os.hostname(), os.homedir(), os.tmpdir(), process.cwd()].filter((word) => word.length > 2);

/** Packs a snapshot as NAME.heapsnapshot.gz of a case. */
function keep(directory, name, snapshot) {
  const told = TELLTALE.find((word) => snapshot.includes(`"${word}`) || snapshot.includes(`${word}/`));
  if (told) throw new Error(`${name}.heapsnapshot speaks of ${told}`);
  const file = path.join(directory, `${name}.heapsnapshot`);
  const packed = pack(file, snapshot);
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
  console.log(`  ${name}: ${megabytes(snapshot.length)}, packed ${megabytes(packed)}`);
}

/** Copies the files of a program, without those that only this script is interested in. */
function layOut(source) {
  for (const name of fs.readdirSync(source)) {
    if (name !== 'case.mjs' && name !== 'fixed') fs.copyFileSync(path.join(source, name), path.join(PLACE, name));
  }
}

/** What runs a program of this runtime and takes its snapshots. */
function takerOf({page, runtime}) {
  if (page) return takeChromiumSeries;
  return {bun: takeBunOrDenoSeries, deno: takeBunOrDenoSeries, workerd: takeWorkerdSeries}[runtime] ?? takeNodeSeries;
}

/** Runs the program laid out from `sources` (later ones replace files of earlier ones) and keeps its snapshots. */
async function takeSeries(spec, sources, names, directory) {
  fs.rmSync(PLACE, {recursive: true, force: true});
  fs.mkdirSync(PLACE, {recursive: true});
  try {
    for (const source of sources) layOut(source);
    if (spec.packages) fs.cpSync(installed(spec.packages), path.join(PLACE, 'node_modules'), {recursive: true});
    return await takerOf(spec)(spec, PLACE, names, (name, snapshot) => keep(directory, name, snapshot));
  } finally {
    fs.rmSync(PLACE, {recursive: true, force: true});
  }
}

async function makeCase(name, {measureOnly}) {
  const program = path.join(PROGRAMS, name);
  const {default: spec} = await import(pathToFileURL(path.join(program, 'case.mjs')));
  const directory = path.join(spec.stored === false ? MORE_CASES : CASES, name);
  const names = spec.series ?? ['A', 'B'];
  console.log(name);
  const truthFile = path.join(directory, 'truth.json');
  if (!measureOnly) {
    const unfinished = `${directory}.unfinished`;
    fs.rmSync(unfinished, {recursive: true, force: true});
    fs.mkdirSync(unfinished, {recursive: true});
    const runtime = await takeSeries(spec, [program], names, unfinished);
    if (spec.fixed) await takeSeries({...spec, ...spec.fixed}, [program, path.join(program, 'fixed')], ['fixed-A', 'fixed-B'], unfinished);
    // Enough to measure again if what case.mjs claims turns out to be wrong.
    fs.writeFileSync(path.join(unfinished, 'truth.json'), JSON.stringify({runtime}));
    fs.rmSync(directory, {recursive: true, force: true});
    fs.renameSync(unfinished, directory);
  }
  const {runtime} = JSON.parse(fs.readFileSync(truthFile, 'utf8'));
  const truth = await truthOf({...spec, runtime, series: names}, directory);
  fs.writeFileSync(truthFile, `${JSON.stringify(truth, undefined, 1)}\n`);
}

const options = process.argv.slice(2);
const named = options.filter((option) => !option.startsWith('--'));
for (const name of named.length ? named : fs.readdirSync(PROGRAMS).sort()) {
  await makeCase(name, {measureOnly: options.includes('--measure')});
}
