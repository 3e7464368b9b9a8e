// One object of every kind that a heap snapshot tells apart, and the strings and names that readers get wrong.
// usage: node --expose-gc objects.cjs OUT [OPTIONS as JSON, given to v8.writeHeapSnapshot]
// Written for Node 12, the oldest version that samples are taken of.

const v8 = require('v8');
const kept = (globalThis.kept = {});

// Strings: cut by V8 at 1,024 characters in the middle of a surrogate pair, lone surrogates, controls, two-byte.
const twoByte = 'žluťoučký kůň ';
kept.strings = {
  cutInsidePair: 'a'.repeat(1023) + '\u{1F600}'.repeat(4),
  loneHigh: 'high \ud83d',
  loneLow: '\udc00 low',
  controls: 'tab\tnewline\nnul\0quote"backslash\\separator\u2028',
  twoByte: twoByte.repeat(30),
  concatenated: `left ${process.pid} ${'-'.repeat(20)}` + (twoByte.repeat(40) + process.pid),
  concatenatedDeep: Array.from({length: 200}, (_, i) => `part ${i} of many; `).reduce((a, b) => a + b),
  sliced: `a string long enough to be sliced, process ${process.pid}`.slice(2, 40),
  equal: Array.from({length: 20}, (_, i) => JSON.parse(`"equal text ${i % 2}"`)),
};

// Plain objects: interfaces of common and of rare property lists, names that need quotes, long names, odd orders.
kept.plain = {
  points: Array.from({length: 60}, (_, i) => ({x: i, y: -i})),
  points3d: Array.from({length: 40}, (_, i) => ({x: i, y: i / 7, z: 0})),
  reordered: Array.from({length: 40}, (_, i) => ({y: i, x: i})),
  quoted: [1, 2, 3].map(i => ({'a,b': i, "it's": i, '{brace}': i, '"': i, ' ': i})),
  wide: [1, 2].map(i => Object.fromEntries(Array.from({length: 40}, (_, k) => [`longPropertyName${k}`, i]))),
  longName: {['k'.repeat(150)]: 1, short: 2},
  numbered: {1: 'one', 10: 'ten', 9: 'nine', name: 'numbers as names'},
  bare: Object.create(null),
  ownProto: Object.defineProperty({after: 1}, '__proto__', {value: {own: true}, enumerable: true}),
  empty: {},
  single: {onlyHere: 1},
};

// Classes: two of one name at two places, names with tags in them, a function that is called Array.
class Account { constructor(i) { this.id = i; this.self = this; } }
kept.accounts = Array.from({length: 25}, (_, i) => new Account(i));
{
  class Account { constructor(i) { this.number = i; this.owner = {name: `owner ${i}`}; } }
  kept.otherAccounts = Array.from({length: 25}, (_, i) => new Account(i));
}
const named = {'<div class="a">': class {}, 'Detached <p id="b">': class {}, 'Detached thing': class {}};
kept.tagged = Object.keys(named).map(name => new named[name]());
kept.functionCalledArray = {Array: function () { return kept; }}.Array;
kept.derived = new (class Savings extends Account {})(1);

// Functions and what they hold: contexts, bound functions, generators, promises that never settle.
function counter(start) {
  const held = [start, `held by closure ${start}`];
  return {up: () => (held[0] += 1), text: () => held[1], both: function () { return held; }};
}
function* numbers(start) { const state = {start}; while (true) yield state; }
async function waiting(i) { const local = {i}; await kept.never; return local; }
kept.never = new Promise(() => {});
kept.functions = [1, 2, 3].map(counter);
kept.bound = counter.bind({this: 'bound'}, 5, {six: 6});
kept.generators = [1, 2].map(i => { const g = numbers(i); g.next(); return g; });
kept.waiting = [1, 2, 3].map(waiting);
kept.accessors = {get seen() { return 1; }, set seen(value) { kept.last = value; }};

// Collections. WeakMap values hang on their key and their table: plain, chained, and one whose key is in the value.
kept.weak = new WeakMap();
kept.weakKeys = Array.from({length: 120}, (_, i) => ({key: i}));
kept.weakKeys.forEach((key, i) => kept.weak.set(key, {value: i, text: `of key ${i}`}));
let link = {first: true};
kept.firstLink = link;
for (let i = 0; i < 20; i++) { const next = {link: i}; kept.weak.set(link, next); link = next; }
const circular = {};
kept.weak.set(circular, {circular});
kept.weakSet = new WeakSet(kept.weakKeys.slice(0, 10));
if (typeof WeakRef === 'function') kept.weakRefs = kept.weakKeys.slice(0, 10).map(key => new WeakRef(key));
kept.map = new Map(kept.accounts.map(account => [account.id, account]));
kept.set = new Set(kept.otherAccounts);

// Values and buffers.
kept.values = [
  3n ** 200n, Symbol('described'), Symbol(), /pattern with \/ slash/gi, new Date(0), new Error('an error'), 1.5, -7, 2 ** 40, NaN,
  new Proxy({target: 1}, {get: () => 1}), [, , 'holes'], [1, 2, 3], [1.5, 2.5], new Array(1000), Object(1), Object('boxed'),
  new Float64Array(64), Buffer.from('small buffer'), Buffer.alloc(20000, 7), new SharedArrayBuffer(64), new DataView(new ArrayBuffer(16)),
];
kept.wasm = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
kept.wasmMemory = new WebAssembly.Memory({initial: 1});

// A chain deeper than any call stack, and a ring of objects that only point at each other.
for (let i = 0; i < 5000; i++) kept.chain = {next: kept.chain};
kept.ring = Array.from({length: 10}, (_, i) => ({position: i}));
kept.ring.forEach((item, i) => { item.next = kept.ring[(i + 1) % 10]; });

gc();
v8.writeHeapSnapshot(process.argv[2], ...(process.argv[3] ? [JSON.parse(process.argv[3])] : []));
