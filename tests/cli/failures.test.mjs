// Exit codes 0, 1 for a file that cannot be read and 2 for wrong use (3 and 4: suspects.test.mjs); one clear line on stderr; never a panic.

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';
import {CURRENT, currentFile, file, leakscope, program} from './heap.mjs';

const SAMPLE = fileURLToPath(new URL('../samples/node26-numeric.heapsnapshot.gz', import.meta.url));
const bytes = Buffer.from(CURRENT);

/** Asserts that a file is refused: 1, nothing printed, and one line that names the file. */
function assertRefused(broken, {position} = {position: true}) {
  const {status, signal, stdout, stderr} = leakscope('summary', broken);
  assert.deepEqual([status, signal, stdout], [1, null, ''], stderr);
  assert.match(stderr, /^[^\n]+\n$/, 'one line');
  assert.ok(stderr.includes(path.basename(broken)), `names the file: ${stderr}`);
  if (position) assert.match(stderr, /byte \d/, `tells the position: ${stderr}`);
}

test('files that are no snapshots are refused with the position', () => {
  assertRefused(file('empty.heapsnapshot', ''));
  assertRefused(file('archive.heapsnapshot', 'PK\x03\x04 something packed'));
  assertRefused(file('text.heapsnapshot', 'hello'));
  assertRefused(file('other.heapsnapshot', '{"nodes":[],"edges":[]}'));
  assertRefused(file('profile.heapsnapshot', '{"nodes":[{"id":1,"callFrame":{}}],"startTime":1,"samples":[]}'));
  assertRefused(file('list.heapsnapshot', '[]'));
  assertRefused(file('binary.heapsnapshot', Buffer.alloc(1000, 0xff)));
});

test('files that cannot be opened are refused', () => {
  assertRefused(path.join(os.tmpdir(), 'leakscope-no-such-file.heapsnapshot'), {position: false});
  assertRefused(path.dirname(currentFile), {position: false});
});

test('a file that ends early is refused wherever it ends', () => {
  for (let length = 1; length < bytes.length - 1; length += 11) {
    assertRefused(file('truncated.heapsnapshot', bytes.subarray(0, length)));
  }
});

test('broken gzip is refused', () => {
  const packed = zlib.gzipSync(bytes);
  assertRefused(file('cut.heapsnapshot.gz', packed.subarray(0, packed.length >> 1)));
  const damaged = Buffer.from(packed);
  damaged.fill(0x55, packed.length >> 1, (packed.length >> 1) + 20);
  assertRefused(file('damaged.heapsnapshot.gz', damaged));
  assertRefused(file('packed-text.heapsnapshot.gz', zlib.gzipSync('hello')));
});

test('a header that promises more than the file holds is refused without the memory for it', () => {
  for (const count of ['4000000000', '99999999999999999999', '-1', '1e30', '"8"', 'null']) {
    assertRefused(file('promise.heapsnapshot', CURRENT.replace('"node_count":8', `"node_count":${count}`)));
    assertRefused(file('promise.heapsnapshot', CURRENT.replace('"edge_count":8', `"edge_count":${count}`)));
  }
});

test('damaged files never end in a panic', () => {
  let state = 1;
  const random = n => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % n;
  for (let i = 0; i < 250; i++) {
    const damaged = Buffer.from(bytes);
    for (let k = 1 + random(3); k > 0; k--) damaged[random(damaged.length)] = random(256);
    for (const args of [['summary'], ['nodes']]) {
      const {status, stderr} = leakscope(args[0], file('damaged.heapsnapshot', damaged));
      assert.ok(status === 0 || status === 1, `status ${status} for damage ${i}: ${stderr}`);
      if (status === 1) assert.match(stderr, /^[^\n]+\n$/);
    }
  }
});

test('either file of a comparison may be the broken one', () => {
  const broken = file('broken.heapsnapshot', '{');
  for (const args of [
    [broken, currentFile],
    [currentFile, broken],
  ]) {
    const {status, stderr} = leakscope('compare', ...args);
    assert.equal(status, 1);
    assert.ok(stderr.includes('broken.heapsnapshot'), stderr);
  }
});

test('wrong use is told from a bad file', () => {
  for (const args of [
    [],
    ['no-such-command'],
    ['summary'],
    ['summary', currentFile, 'another'],
    ['compare', currentFile],
    ['retainers', currentFile],
    ['summary', currentFile, '--no-such-option'],
    ['summary', currentFile, '--format', 'xml'],
    ['summary', currentFile, '--format', 'ndjson'],
    ['summary', currentFile, '--sort', 'no such column'],
    ['summary', currentFile, '--limit', '-1'],
    ['summary', currentFile, '--limit', 'x'],
    ['summary', '-', '--allocated-before', '-'],
    ['summary', '-', '--allocated-between', currentFile, '-'],
    ['compare', '-', '-'],
    ['suspects', currentFile, '-', '-'],
    ['timeline', '-', '-'],
    ['verify', '-', currentFile, '--against', currentFile, '-'],
    ['retainers', currentFile, '@'],
    ['retainers', currentFile, '@x'],
    ['path', currentFile, '@99999999999999999999'],
    ['retainers', currentFile, '@2'],
    ['path', currentFile, '@2'],
  ]) {
    const {status, stdout, stderr} = leakscope(...args);
    assert.deepEqual([status, stdout], [2, ''], `${args.slice(0, 1)} ${args.slice(2).join(' ')}: ${stderr}`);
    assert.notEqual(stderr, '');
  }
});

test('an id that no object has is named', () => {
  assert.match(leakscope('retainers', currentFile, '@2').stderr, /^[^\n]*@2\b[^\n]*\n$/);
});

test('help of the program and of every command', () => {
  const {status, stdout} = leakscope('--help');
  assert.equal(status, 0);
  const commands = ['summary', 'compare', 'retainers', 'path', 'nodes', 'suspects', 'verify', 'timeline'];
  for (const code of ['0', '1', '2', '3', '4']) assert.match(stdout, new RegExp(`^  ${code}  \\w`, 'm'), `exit code ${code}`);
  assert.doesNotMatch(stdout, /^  describe/m, 'what is for tests is not shown');
  for (const command of commands) {
    assert.ok(stdout.includes(command), command);
    const help = leakscope(command, '--help');
    assert.equal(help.status, 0, command);
    assert.ok(help.stdout.includes('--format'), command);
  }
  for (const option of ['--sort', '--limit', '--filter'])
    assert.ok(leakscope('summary', '--help').stdout.includes(option), option);
  assert.equal(leakscope('--version').status, 0);
});

test('a filter that no class has in its name is an error that says what else objects are chosen by', () => {
  const {status, stdout, stderr} = leakscope('summary', SAMPLE, '--filter', 'no such class');
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^leakscope: no class has "no such class" in its name; .*--objects: .*duplicated-strings[^\n]*\n$/);
});

test('a reader that goes away early is no panic', async () => {
  const child = spawn(program, ['nodes', SAMPLE, '--format', 'ndjson'], {stdio: ['ignore', 'pipe', 'pipe']});
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', text => {
    complaint += text;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  await new Promise(resolve => child.on('close', resolve));
  assert.equal(complaint, '');
});
