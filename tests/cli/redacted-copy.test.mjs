// `leakscope redact`: the copy says what the original says, but for the texts, to leakscope and to DevTools; and nothing
// that a program's data made is in it.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import zlib from 'node:zlib';
import {Reference} from '../conformance/reference.mjs';
import {json, leakscope} from './heap.mjs';

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));
const CASES = fileURLToPath(new URL('../leaks/cases/', import.meta.url));
const PROGRAM = fileURLToPath(new URL('redaction/program.cjs', import.meta.url));
const MARKER = 'SECRETzq';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-copy-'));
process.env.XDG_STATE_HOME = path.join(folder, 'state');
after(() => fs.rmSync(folder, {recursive: true}));

let copies = 0;
/** The copy of a file. */
function redacted(file, ending = '.heapsnapshot') {
  const copy = path.join(folder, `copy-${copies++}${ending}`);
  const {status, stdout, stderr} = leakscope('redact', file, copy);
  assert.deepEqual({status, stdout}, {status: 0, stdout: ''});
  assert.match(stderr, /^$|The header does not say how many nodes/);
  return copy;
}

/** A value without its texts, but for their lengths where these must be equal. */
const figures = value => JSON.parse(JSON.stringify(value, (_, inner) => (typeof inner === 'string' ? '' : inner)));
/** Rows in an order that names have no part in. */
const rowsOf = rows => rows.map(row => JSON.stringify(figures(row))).sort();

function* nodesOf(file) {
  for (const line of leakscope('nodes', file).stdout.split('\n')) {
    if (line === '') continue;
    const node = JSON.parse(line);
    yield {...figures(node), nameLength: node.name.length};
  }
}

function assertSameNodes(expected, actual, what) {
  for (let ordinal = 0; ; ordinal++) {
    const [one, other] = [expected.next(), actual.next()];
    assert.equal(one.done, other.done, `${what}: as many nodes`);
    if (one.done) return;
    assert.deepEqual(figures(other.value), figures(one.value), `${what}: node ${ordinal}`);
  }
}

describe('a copy says what the original says', () => {
  for (const sample of fs.readdirSync(SAMPLES).filter(name => /heap(snapshot|timeline)/.test(name))) {
    test(sample, async () => {
      const file = path.join(SAMPLES, sample);
      const copy = redacted(file);
      const [{rows, ...summary}, {rows: copied, ...summaryOfCopy}] = [file, copy].map(each => json('summary', each));
      assert.deepEqual(figures(summaryOfCopy), figures(summary));
      assert.deepEqual(rowsOf(copied), rowsOf(rows));
      assertSameNodes(nodesOf(file), nodesOf(copy), 'leakscope');
      // DevTools opens neither zstd nor what announces no nodes, as Hermes' files.
      if (sample.endsWith('.zst') || sample.startsWith('hermes')) return;
      const [devtools, devtoolsOfCopy] = [await Reference.open(file), await Reference.open(copy)];
      assertSameNodes(devtools.nodes(), devtoolsOfCopy.nodes(), 'DevTools');
      assert.deepEqual(devtoolsOfCopy.statistics(), devtools.statistics());
    });
  }

  for (const name of fs.readdirSync(CASES).slice(0, 4)) {
    test(`pair of ${name}`, () => {
      const files = fs.readdirSync(path.join(CASES, name)).filter(file => /^[AB]\.heapsnapshot/.test(file)).sort();
      const pair = files.map(file => path.join(CASES, name, file));
      const copy = pair.map(file => redacted(file));
      assert.deepEqual(rowsOf(json('compare', ...copy).rows), rowsOf(json('compare', ...pair).rows));
      const [{suspects}, {suspects: copied}] = [pair, copy].map(each => json('suspects', ...each));
      const known = ({count, size, holder}) => ({count, size, id: holder?.id});
      assert.deepEqual(copied.map(known), suspects.map(known));
    });
  }
});

for (const group of ['keys', 'names', 'texts']) {
  test(`no secret in ${group} is in the bytes of a copy`, () => {
    const pair = ['older', 'newer'].map(name => path.join(folder, `${group}-${name}.heapsnapshot`));
    const {status, stderr} = spawnSync(process.execPath, ['--expose-gc', PROGRAM, group, ...pair], {encoding: 'utf8'});
    assert.equal(status, 0, stderr);
    const copy = pair.map(file => redacted(file));
    for (const [at, file] of pair.entries()) {
      assert.ok(fs.readFileSync(file).includes(MARKER));
      assert.ok(!fs.readFileSync(copy[at]).includes(MARKER), 'a marker is in the copy');
    }
    assert.ok(leakscope('summary', copy[1]).stdout.includes('Depot'), 'the names of the program stay');
    assert.deepEqual(rowsOf(json('compare', ...copy).rows), rowsOf(json('compare', ...pair).rows));
  });
}

test('with another snapshot, what only its code names stays, too', () => {
  const [older, newer] = ['older', 'newer'].map(name => path.join(folder, `with-${name}.heapsnapshot`));
  const heap = names => writeHeapOf(names);
  fs.writeFileSync(older, heap(['total', 'rebate']));
  fs.writeFileSync(newer, heap(['total']));
  const copy = path.join(folder, 'with-copy.heapsnapshot');
  for (const [others, stays] of [[[], false], [['--with', older], true]]) {
    assert.equal(leakscope('redact', newer, copy, ...others).status, 0);
    const text = fs.readFileSync(copy, 'utf8');
    assert.ok(text.includes('"total"'));
    assert.equal(text.includes('"rebate"'), stays);
  }
});

/** A heap whose one object has the properties "total" and "rebate", and whose code names `names`. */
function writeHeapOf(names) {
  const strings = ['', 'Order', 'system / BytecodeArray', '1', 'total', 'rebate'];
  const nodes = [9, 0, 1, 0, 2, 3, 1, 3, 16, 2, 4, 2, 5, 8, names.length];
  const edges = [1, 1, 5, 1, 2, 10, 2, 4, 15, 2, 5, 20, ...names.flatMap(name => [3, 3, name === 'total' ? 15 : 20])];
  for (const [at, name] of ['total', 'rebate'].entries()) nodes.push(2, strings.indexOf(name), 7 + 2 * at, 8, 0);
  const node_fields = ['type', 'name', 'id', 'self_size', 'edge_count'];
  const types = ['hidden', 'array', 'string', 'object', 'code', 'closure', 'regexp', 'number', 'native', 'synthetic'];
  const edge_types = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];
  const meta = {node_fields, node_types: [types], edge_fields: ['type', 'name_or_index', 'to_node'], edge_types: [edge_types]};
  return JSON.stringify({snapshot: {meta, node_count: nodes.length / 5, edge_count: edges.length / 3}, nodes, edges, strings});
}

test('a name that ends in .gz packs the copy', () => {
  const file = path.join(SAMPLES, 'node12.heapsnapshot.gz');
  const [plain, packed] = [redacted(file), redacted(file, '.heapsnapshot.gz')];
  assert.ok(zlib.gunzipSync(fs.readFileSync(packed)).equals(fs.readFileSync(plain)));
});

test('what cannot be copied is refused, and nothing is left behind', () => {
  const file = path.join(SAMPLES, 'node12.heapsnapshot.gz');
  const none = path.join(folder, 'none.heapsnapshot');
  const cut = path.join(folder, 'cut.heapsnapshot.gz');
  fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, 9000));
  for (const [input, output, code] of [[cut, none, 1], ['-', none, 1], [file, file, 2], [path.join(folder, 'absent'), none, 1],
    [file, path.join(folder, 'absent', 'copy'), 1]]) {
    const {status, stdout, stderr} = leakscope('redact', input, output);
    assert.equal(status, code, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^leakscope: /);
  }
  assert.ok(!fs.existsSync(none) && !fs.existsSync(`${none}.part`));
});
