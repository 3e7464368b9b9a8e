// Files that are not as V8 writes them and open nevertheless: with which numbers, and what is said of them.

import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';
import {baseFile, CURRENT, currentFile, file, json, leakscope, program} from './heap.mjs';

const expected = json('summary', currentFile);

/** CURRENT with replacements, each of which must change it. */
function changed(...replacements) {
  return replacements.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, CURRENT);
}

/** Asserts that a file opens with a warning for each pattern; returns what summary says of it. */
function opened(name, text, ...warnings) {
  const odd = file(name, text);
  const {status, stdout, stderr} = leakscope('summary', odd, '--format', 'json');
  assert.equal(status, 0, stderr);
  const lines = stderr.split('\n').slice(0, -1);
  assert.equal(lines.length, warnings.length, stderr);
  const summary = JSON.parse(stdout);
  warnings.forEach((pattern, at) => {
    assert.match(lines[at], pattern);
    assert.ok(lines[at].startsWith(`leakscope: ${name}: `), lines[at]);
    assert.match(summary.warnings[at], pattern);
  });
  if (warnings.length === 0) assert.ok(!('warnings' in summary));
  return summary;
}

test('types past the lists of the header are shown as unknown', () => {
  const nodes = opened('types.heapsnapshot', changed(['"nodes":[0', '"nodes":[70']), /^.*1 node is of a type/);
  assert.equal(nodes.totalSize, expected.totalSize);
  assert.deepEqual(nodes.rows.map(row => row.retainedSize), expected.rows.map(row => row.retainedSize));
  const text = changed(['"property"', '"brand new"']);
  const edges = opened('edges.heapsnapshot', text, /3 edges are of a type that is not known/);
  assert.deepEqual(edges.rows, expected.rows, 'they hold their targets');
  const {stdout} = leakscope('retainers', file('edges.heapsnapshot', text), '@7');
  assert.match(stdout, /sessions .*unknown|unknown .*sessions/);
});

test('names past the string table are missing, and it is said how many', () => {
  const {rows} = opened('names.heapsnapshot', changed(['"strings":["","Window",', '"strings":["",']), /1 name is not in the file/);
  assert.equal(rows.length, expected.rows.length);
});

test('numbers with a fraction, locations that nobody knows', () => {
  const text = changed([',100,', ',1.000e2,'], ['"edge_fields"', '"location_fields":["where"],"edge_fields"']);
  const summary = opened('numbers.heapsnapshot', text, /1 number has a fraction/, /Locations are laid out/);
  assert.deepEqual(summary.rows, expected.rows);
});

test('a text without end is cut, and costs no more than its beginning', () => {
  const packed = zlib.gzipSync(changed(['"strings":["","Window"', `"strings":["","${'W'.repeat(60 << 20)}"`]));
  const {rows} = opened('long.heapsnapshot.gz', packed, /1 text is longer than 16 MiB/);
  assert.equal(Math.max(...rows.map(row => row.name.length)), 16 << 20);
});

test('counts of 0 are counted', () => {
  const text = changed(['"node_count":8,"edge_count":8', '"node_count":0,"edge_count":0']);
  const {warnings, ...summary} = opened('counts.heapsnapshot', text, /The header does not say how many/);
  assert.deepEqual(summary, expected);
});

test('sizes of 4 GiB and more are right everywhere', () => {
  const GIB5 = 5 * 2 ** 30;
  const large = file('large.heapsnapshot', changed([',13,12,', `,13,${GIB5},`]));
  const {totalSize, statistics, rows} = json('summary', large);
  assert.equal(totalSize, expected.totalSize - 12 + GIB5);
  assert.equal(statistics.v8heap.strings, GIB5);
  const string = rows.find(({name}) => name === '(string)');
  assert.deepEqual([string.shallowSize, string.retainedSize], [GIB5, GIB5]);
  assert.ok(rows.every(({retainedSize}, at) => at === 0 || rows[at - 1].retainedSize >= retainedSize));
  const text = leakscope('summary', large).stdout;
  assert.match(text, /5\.4 GB/);

  const gone = json('compare', large, currentFile).rows;
  assert.deepEqual(gone, [], 'the same ids');
  const base = file('without.heapsnapshot', changed(['"id"', '"id"'], [',13,12,', ',99,12,']));
  const row = json('compare', base, large).rows.find(({name}) => name === '(string)');
  assert.deepEqual([row.allocSize, row.freedSize, row.sizeDelta], [GIB5, 12, GIB5 - 12]);
  const {nodes} = {nodes: leakscope('nodes', large).stdout.trim().split('\n').map(line => JSON.parse(line))};
  assert.equal(nodes.find(({id}) => id === 13).shallowSize, GIB5);
  const series = json('timeline', base, large).rows.find(({name}) => name === '(string)');
  assert.deepEqual(series.sizes, [12, GIB5]);
});

const sorted = text => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).sort(([a], [b]) => (a < b ? -1 : 1))));
const asMessages = text =>
  text
    .match(/[^]{1,200}/g)
    .map(chunk => JSON.stringify({method: 'HeapProfiler.addHeapSnapshotChunk', params: {chunk}}))
    .join('\n');
const packed = ending => fileURLToPath(new URL(`../samples/packed/small.${ending}`, import.meta.url));

test('sorted keys, UTF-16, JSON strings, protocol messages and lines of a log open', () => {
  for (const [name, content] of [
    ['sorted', sorted(CURRENT)],
    ['sorted.gz', zlib.gzipSync(sorted(CURRENT))],
    ['utf16', Buffer.from(`\ufeff${CURRENT}`, 'utf16le')],
    ['string', JSON.stringify(CURRENT)],
    ['messages', asMessages(CURRENT)],
    ['sorted messages', asMessages(sorted(CURRENT))],
    ['log', `{"level":30}\nDebugger attached.\n${CURRENT}\ndone\n`],
  ]) {
    assert.deepEqual(opened(`${name}.heapsnapshot`, content), expected, name);
  }
});

test('sorted keys cannot come through a pipe, and it is said why', () => {
  const run = spawnSync(program, ['summary', '-'], {input: sorted(CURRENT), encoding: 'utf8'});
  assert.equal(run.status, 1);
  assert.match(run.stderr, /has to be read twice.*Save it to a file/);
});

test('packed by other programs', () => {
  const small = json('summary', packed('heapsnapshot'));
  for (const ending of ['xz', 'br', 'zip', 'stored.zip', 'streamed.zip', 'gz.zip', 'tar', 'tar.gz', 'tar.xz', 'long.zst'])
    assert.deepEqual(json('summary', packed(ending)), small, ending);
});

test('of an archive with several snapshots one is chosen by its name', () => {
  const folder = path.dirname(currentFile);
  const archive = path.join(folder, 'two.tar');
  execFileSync('tar', ['-cf', archive, '-C', folder, path.basename(baseFile), path.basename(currentFile)]);
  const {status, stderr} = leakscope('summary', archive);
  assert.equal(status, 1);
  assert.match(stderr, /several heap snapshots: base\.heapsnapshot, current\.heapsnapshot.*ARCHIVE:NAME/);
  const compared = json('compare', `${archive}:base.heapsnapshot`, `${archive}:current.heapsnapshot`);
  assert.equal(compared.base.name, 'two.tar:base.heapsnapshot');
  assert.deepEqual(compared.rows, json('compare', baseFile, currentFile).rows);
  assert.match(leakscope('summary', `${archive}:other`).stderr, /there is no other in the archive: base/);
});

test('what is no snapshot is named, with what to do', () => {
  for (const [content, name, advice] of [
    ['', /an empty file/, /Wait until/],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n', /pointer of Git LFS/, /git lfs pull/],
    ['\n<!DOCTYPE html>\n<html><body>404', /a web page/, /sign in/],
    ['{"head": {"callFrame": {"functionName": "(root)"}, "selfSize": 0}, "samples": []}', /\.heapprofile/, /Take a heap snapshot/],
    ['{"nodes":[{"id":1,"callFrame":{}}],"startTime":1,"samples":[]}', /\.cpuprofile/, /Take a heap snapshot/],
    ['{"traceEvents":[{"pid":1}]}', /a performance trace/, /Take a heap snapshot/],
    ['JAVA PROFILE 1.0.2\0\0\0\0\x04', /Java/, /Eclipse MAT/],
    [Buffer.concat([Buffer.from('7f454c460201010000000000000000000400', 'hex'), Buffer.from('3e00', 'hex')]), /core dump/, /while the process runs/],
    [Buffer.from('19da430100000000', 'hex'), /startup snapshot of Node\.js/, /Take a heap snapshot/],
    ['%PDF-1.7\n', /PDF/, /Choose the file/],
    [Buffer.from('89504e470d0a1a0a', 'hex'), /picture/, /Choose the file/],
    ['BZh91AY&SY', /bzip2/, /Unpack it first/],
    ['7z\xbc\xaf', /./, /./],
  ]) {
    for (const bytes of [Buffer.from(content), zlib.gzipSync(content)]) {
      const {status, stderr} = leakscope('summary', file('other.heapsnapshot', bytes));
      assert.equal(status, 1);
      assert.match(stderr, name);
      assert.match(stderr, advice);
      assert.match(stderr, /^[^\n]+\n$/);
    }
  }
});
