// --threads: no answer depends on how many there are.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {gunzipSync} from 'node:zlib';
import {leakscope, program} from './heap.mjs';

const sample = name => fileURLToPath(new URL(`../samples/${name}.heapsnapshot.gz`, import.meta.url));
const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-threads-'));
fs.chmodSync(folder, 0o755);
after(() => fs.rmSync(folder, {recursive: true}));
const plain = path.join(folder, 'plain.heapsnapshot');
fs.writeFileSync(plain, gunzipSync(fs.readFileSync(AFTER)));

for (const command of [
  ['summary', AFTER],
  ['summary', plain],
  ['nodes', plain],
  ['retainers', AFTER, '@85'],
  ['compare', BEFORE, AFTER],
  ['suspects', BEFORE, AFTER],
]) {
  test(`${command[0]} of ${path.basename(command[1])} says the same with 1, 2 and 5 threads`, () => {
    const [alone, ...others] = [1, 2, 5].map(threads => leakscope(...command, '--threads', threads));
    assert.equal(alone.status, 0, alone.stderr);
    assert.ok(alone.stdout.length > 100);
    for (const other of others) {
      assert.equal(other.stdout, alone.stdout);
    }
  });
}

test('where no thread can be had one does all', {skip: os.platform() === 'linux' ? false : 'prlimit is of Linux'}, () => {
  const alone = ['prlimit', '--nproc=0:0'];
  // The limit is none for root.
  const [first, ...before] = os.userInfo().uid === 0 ? ['setpriv', '--reuid=65534', '--clear-groups', ...alone] : alone;
  for (const command of [
    ['summary', plain],
    ['suspects', BEFORE, AFTER],
  ]) {
    const answer = spawnSync(first, [...before, program, ...command], {encoding: 'utf8', maxBuffer: 1 << 28});
    assert.equal(answer.status, 0, answer.stderr);
    assert.equal(answer.stdout, leakscope(...command).stdout);
  }
});

test('a file that ends too early is refused with the same words', () => {
  const cut = path.join(folder, 'cut.heapsnapshot');
  fs.writeFileSync(cut, fs.readFileSync(plain).subarray(0, 3_000_000));
  const [alone, together] = [1, 3].map(threads => leakscope('summary', cut, '--threads', threads));
  assert.equal(alone.status, together.status);
  assert.notEqual(alone.status, 0);
  assert.equal(together.stderr, alone.stderr);
});

test('no number of threads below one', () => {
  assert.equal(leakscope('summary', plain, '--threads', '0').status, 2);
});
