// The package's command line prints, complains and ends as the native one does, to the byte.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {folder, native, nodes, program, run} from './installed.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const pair = (name) => ['A', 'B'].map((letter) => `tests/leaks/cases/${name}/${letter}.heapsnapshot.gz`);
const [A, B] = pair('mail-outbox');
const FIXED = ['fixed-A', 'fixed-B'].map((name) => A.replace('A.heap', `${name}.heap`));
const OTHER = 'tests/samples/node22.heapsnapshot.gz';
const ZSTD = 'tests/samples/node12.heapsnapshot.zst';

const CALLS = [
  ['--version'],
  ['--help'],
  ['suspects', '--help'],
  ['suspects', A, B],
  ['suspects', A, B, '--format', 'json'],
  ['suspects', A, B, '--redact', '--format', 'html'],
  ['suspects', ...pair('previews'), '--format', 'markdown', '--redact'],
  ['suspects', path.resolve(ROOT, A), `./${B}`, `--fail-on-growth=1kB`],
  ['suspects', A, OTHER, '--fail-on-growth', '1GB'],
  ['suspects', A, `./${A}`, '--fail-on-growth', '1GB'],
  ['verify', A, B, '--against', ...FIXED],
  ['compare', B, A, '--limit', '20'],
  ['compare', A, B, '--format', 'csv'],
  ['timeline', A, B, OTHER, '--format', 'json'],
  ['summary', ZSTD, '--limit', '9', '--redact'],
  ['summary', B, '--allocated-before', A, '--format', 'json'],
  ['retainers', B, '@1'],
  ['path', B, '@1'],
  ['nodes', 'tests/samples/node12.heapsnapshot.gz'],
  ['summary', 'no-such-file.heapsnapshot'],
  ['summary', 'src'],
  ['summary', 'README.md'],
  ['summary', '-', '-'],
  ['nonsense'],
];

for (const args of CALLS) {
  test(args.map((argument) => path.basename(argument)).join(' '), async () => {
    const [expected, found] = await Promise.all([native, program].map((command) => run(command, args, {cwd: ROOT})));
    assert.deepEqual(found, expected);
  });
}

test('the standard input', async () => {
  const input = fs.readFileSync(path.join(ROOT, A));
  const [expected, found] = await Promise.all([native, program].map((command) => run(command, ['summary', '-'], {input})));
  assert.equal(expected.status, 0);
  assert.deepEqual(found, expected);
});

test('pipes, named and of a shell', {skip: process.platform === 'win32'}, async () => {
  const script = 'rm -f "$4"; mkfifo "$4"; cat "$2" > "$4" & "$0" "$1" <(zcat "$3") "$4" --format json; rm -f "$4"';
  const [expected, found] = await Promise.all(
    [native, program].map(async (command, at) => {
      const pipe = path.join(folder, `pipe-${at}`);
      const {stdout} = await run('bash', ['-c', script, command, 'suspects', B, A, pipe], {cwd: ROOT});
      return JSON.parse(stdout).suspects;
    }),
  );
  assert.equal(expected.length, 1);
  assert.deepEqual(found, expected);
});

test('nobody to read the output is no failure, no place for it is', {skip: process.platform !== 'linux'}, async () => {
  const script = '"$0" nodes "$1" | head -n 1 > /dev/null; echo "${PIPESTATUS[0]}"; "$0" summary "$1" > /dev/full; echo $?';
  const {stdout, stderr} = await run('bash', ['-c', script, program, A], {cwd: ROOT});
  assert.equal(stdout, '0\n1\n');
  assert.equal(stderr, 'leakscope: cannot write the output: No space left on device\n');
});

test('in every version of Node.js, with not a word more', async () => {
  const expected = await run(native, ['suspects', A, B], {cwd: ROOT});
  for (const node of nodes) {
    const found = await run(node, [fs.realpathSync(program), 'suspects', A, B], {cwd: ROOT});
    assert.deepEqual(found, expected, node);
  }
});

test('whose code is in it, and under which terms, lies beside it', () => {
  const licences = fs.readFileSync(path.join(folder, 'node_modules/leakscope/licences.txt'), 'utf8');
  const wasm = fs.readFileSync(path.join(folder, 'node_modules/leakscope/leakscope.wasm'), 'latin1');
  const crates = new Set([...wasm.matchAll(/([a-z0-9_-]+)-(\d+\.\d+\.\d+)\/src\/[a-z0-9_/]+\.rs/g)].map(([, name, version]) => `${name} ${version}`));
  assert.ok(crates.size > 5, 'its messages name crates');
  for (const name of crates) assert.ok(licences.includes(`\n${name}: `), name);
});
