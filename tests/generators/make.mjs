// Writes tests/samples anew: real snapshots of many V8 versions, small enough to keep in the repository.
//
//   node tests/generators/make.mjs            all samples
//   node tests/generators/make.mjs node20 …   only those whose name begins so
//
// Each Node version comes from npm's `node` package, installed below tests/.cache. Programs run in /srv/sample with an
// empty environment, because the path of the program, of Node and the environment end up in the snapshot.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';
import {takeChromiumPair} from './chromium.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SAMPLES = path.join(HERE, '../samples');
const CACHE = path.join(HERE, '../.cache');
const PLACE = '/srv/sample';

/** name of the sample → program, Node version, arguments after the output files. */
const NODE_SAMPLES = {
  'node12.heapsnapshot': {node: 12, program: 'objects.cjs'},
  'node16.heapsnapshot': {node: 16, program: 'objects.cjs'},
  'node17.heapsnapshot': {node: 17, program: 'objects.cjs'},
  'node18-leak.heapsnapshot': {node: 18, program: 'leak.cjs', pair: true},
  'node19.heapsnapshot': {node: 19, program: 'objects.cjs'},
  'node20.heapsnapshot': {node: 20, program: 'objects.cjs'},
  'node21.heapsnapshot': {node: 21, program: 'objects.cjs'},
  'node22.heapsnapshot': {node: 22, program: 'objects.cjs'},
  'node23-internals.heapsnapshot': {node: 23, program: 'objects.cjs', args: ['{"exposeInternals":true}']},
  'node24.heapsnapshot': {node: 24, program: 'objects.cjs'},
  'node25-allocations.heaptimeline': {node: 25, program: 'allocations.cjs'},
  'node26-numeric.heapsnapshot': {node: 26, program: 'objects.cjs', args: ['{"exposeNumericValues":true}']},
};

/** The files of a pair: `a.heapsnapshot` → `a-before.heapsnapshot`, `a-after.heapsnapshot`. */
const pairOf = name => ['before', 'after'].map(moment => name.replace('.', `-${moment}.`));

/** Path of the newest Node of a major version; installed on first use. */
function nodeBinary(major) {
  const prefix = path.join(CACHE, `node${major}`);
  const binary = path.join(prefix, 'node_modules/node/bin/node');
  if (!fs.existsSync(binary)) {
    fs.mkdirSync(prefix, {recursive: true});
    execFileSync(
      'npm',
      ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund', '--silent', `node@${major}`],
      {stdio: 'inherit'},
    );
  }
  return binary;
}

function runNode({node, program, args = []}, files) {
  fs.copyFileSync(nodeBinary(node), path.join(PLACE, 'node'));
  fs.copyFileSync(path.join(HERE, 'programs', program), path.join(PLACE, program));
  execFileSync(path.join(PLACE, 'node'), ['--expose-gc', program, ...files, ...args], {
    cwd: PLACE,
    env: {},
    stdio: 'inherit',
  });
}

/** Packs what a program wrote in PLACE into tests/samples. */
function keep(files) {
  for (const file of files) {
    const packed = zlib.gzipSync(fs.readFileSync(path.join(PLACE, file)), {level: 9});
    fs.writeFileSync(path.join(SAMPLES, `${file}.gz`), packed);
    console.log(`${file}.gz`, packed.length);
  }
}

const wanted = process.argv.slice(2);
const isWanted = name => wanted.length === 0 || wanted.some(start => name.startsWith(start));

fs.mkdirSync(SAMPLES, {recursive: true});
fs.mkdirSync(PLACE, {recursive: true});
try {
  for (const [name, sample] of Object.entries(NODE_SAMPLES)) {
    if (!isWanted(name)) continue;
    const files = sample.pair ? pairOf(name) : [name];
    runNode(sample, files);
    keep(files);
  }
  const pages = 'chromium.heapsnapshot';
  if (isWanted(pages)) {
    const files = pairOf(pages);
    const html = fs.readFileSync(path.join(HERE, 'programs/page.html'), 'utf8');
    await takeChromiumPair(html, ...files.map(file => path.join(PLACE, file)));
    keep(files);
  }
} finally {
  fs.rmSync(PLACE, {recursive: true, force: true});
}
