// What each runtime writes, as docs/runtimes.md says it, read from the samples; and the leak of each sample is found.
// All pairs are of one program, generators/programs/library.js: 300 loans more in the Map `loans` of the Desk.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {findLeakscope} from '../conformance/leakscope.mjs';
import {rawHeap} from '../support/raw-heap.mjs';

const leakscope = findLeakscope();
const sample = (name) => fileURLToPath(new URL(`../samples/${name}.heapsnapshot.gz`, import.meta.url));

const V8 = {
  ids: 'kept', counts: true, globalRoot: true, numbers: false, text: 1024, bytesAt: 'system / JSArrayBufferData',
  pointer: 8, entriesHeld: true, waits: 'Generator',
};
const OLD_NODE = {...V8, waits: 'overdueReminder'};
const HERMES = {...V8, counts: false, globalRoot: false, numbers: true, text: 7500, bytesAt: 'JSArrayBufferData', pointer: undefined, waits: undefined};

/** name of the pair → what its files are like. */
const RUNTIMES = {
  node6: {...OLD_NODE, waits: undefined},
  node8: OLD_NODE,
  node10: OLD_NODE,
  'mini-racer': {...V8, pointer: 4},
  deno: {...V8, globalRoot: false, numbers: true},
  workerd: {...V8, globalRoot: false, numbers: true, pointer: 4},
  hermes05: HERMES,
  hermes11: HERMES,
  bun: {...V8, ids: 'new each time', bytesAt: 'Uint8Array', entriesHeld: false, waits: 'AsyncFunctionGenerator'},
};

const end = (node, edgeName) => node.edges.find(({name}) => name === edgeName)?.to;

/** The object `witness` of the program, in a raw heap. */
const witnessOf = ({nodes}) => nodes.find((node) => node.name === 'Witness' && end(node, 'bytes'));

/** What the files of a pair are like. */
function factsOf(before, after) {
  const ids = new Set(after.nodes.map(({id}) => id));
  const stayed = before.nodes.filter(({id}) => ids.has(id)).length;
  const witness = witnessOf(after);
  const shelf = after.nodes.find(({edges, type}) => type === 'object' && edges.some(({name}) => name === 'shelf'));
  const map = end(witness, 'shelves');
  return {
    ids: stayed > before.nodes.length / 2 ? 'kept' : stayed <= 2 ? 'new each time' : `${stayed} kept`,
    counts: after.file.snapshot.node_count === after.nodes.length,
    globalRoot: after.nodes[0].edges.some(({kind}) => kind === 'shortcut'),
    numbers: after.nodes.some(({name}) => name === '1234.5678'),
    text: end(witness, 'text').name.length,
    bytesAt: after.nodes.find(({size, type}) => size >= 200_000 && size <= 200_100 && type !== 'array').name,
    pointer: {16: 4, 32: 8}[map.size],
    entriesHeld: shelf.retainers.some(({name}) => name !== ''),
    waits: waitingCall(after, witness),
  };
}

/** The class under which the suspended call of `overdueReminder` is shown. */
function waitingCall({nodes}, witness) {
  const called = nodes.find(({type, edges}) => type === 'object' && edges.some(isItsFunction));
  // JavaScriptCore's has no way to its function, but the promise that it waits for leads to it.
  const awaiting = end(witness, 'never')?.edges.find(({to}) => to.name.endsWith('Generator'))?.to;
  return (called ?? awaiting)?.name;
}

const isItsFunction = ({kind, name, to}) =>
  to.name === 'overdueReminder' && to.type === 'closure' && (name === 'function' || kind === 'hidden');

for (const [name, expected] of Object.entries(RUNTIMES)) {
  test(`${name} writes what docs/runtimes.md says`, () => {
    assert.deepEqual(factsOf(rawHeap(sample(`${name}-before`)), rawHeap(sample(`${name}-after`))), expected);
  });
}

const MISSING = {
  bun: [/What a Map or a Set holds has no holder/],
  workerd: [/objects are called CppgcShim/],
  hermes11: [],
  'mini-racer': [/1,024 characters, at which V8 cuts/],
  node10: [/1,024 characters, at which V8 cuts/],
};
for (const [name, patterns] of Object.entries(MISSING)) {
  test(`summary says what ${name} leaves out`, () => {
    const run = format =>
      spawnSync(leakscope, ['summary', sample(`${name}-after`), '--format', format], {encoding: 'utf8', maxBuffer: 1 << 28});
    const {notInFile = []} = JSON.parse(run('json').stdout);
    const text = run('table').stdout;
    for (const pattern of patterns) {
      assert.ok(notInFile.some(sentence => pattern.test(sentence)), notInFile.join('\n'));
      assert.match(text, pattern);
    }
    if (patterns.length === 0) assert.deepEqual(notInFile, []);
  });
}

for (const [name, {ids}] of Object.entries(RUNTIMES)) {
  test(`the leak of ${name} is found, and it is said whether ids can be compared`, () => {
    const files = [sample(`${name}-before`), sample(`${name}-after`)];
    const {status, stdout, stderr} = spawnSync(leakscope, ['suspects', ...files, '--format', 'json'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    assert.equal(status, 0, stderr);
    const {suspects, sameProcess} = JSON.parse(stdout);
    assert.equal(sameProcess, ids === 'kept');
    const held = suspects.find(({chain}) => chain.some(({edgeName}) => edgeName === 'loans'));
    assert.ok(held, suspects.map(({sentence}) => sentence).join('\n'));
  });
}
