// Random small snapshots, the same for the same seed: valid files in which everything that the rules of DevTools'
// worker speak of happens often and in combinations that no real program makes. Layouts, whitespace and string escapes
// vary too. A pair shares one world of objects, of which the base and the current snapshot each hold a part.
//
//   node tests/generators/random.mjs SEED DIRECTORY      writes random-SEED-before/-after.heapsnapshot

import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const NODE_TYPES = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
];
const EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];

const TEXTS = [
  '',
  'Array',
  'text',
  'žluť',
  '\u{1F600} emoji',
  '\ud83d high',
  '\udc00 low',
  'tab\tquote"slash\\',
  '\u2028',
  'x'.repeat(700),
];
const NAMES = {
  hidden: [
    'system / NativeContext',
    'system / Context',
    'system / NativeContext / https://a',
    'system',
    'system / Map',
  ],
  array: ['(map descriptors)', '', '(object properties)', 'Array'],
  object: [
    'Object',
    'Object',
    'Object',
    'Object',
    'Account',
    'Session',
    'Array',
    'Function',
    '<div class="a">',
    'Detached <p id="b">',
    'Window / a',
  ],
  native: [
    '<div class="a b">',
    '<span>',
    'Detached <p>',
    'Text',
    'system / ExternalStringData',
    'system / JSArrayBufferData',
    'V8EventListener',
  ],
  synthetic: ['(Document DOM trees)', '(GC roots)', '(Stack roots)'],
  closure: ['Array', 'run', ''],
};
const EDGE_NAMES = ['a', 'b', 'c', 'x,y', "it's", '__proto__', '10', '9', '12 twelve', 'long'.repeat(30), 'value'];
const INTERNAL_NAMES = [
  'elements',
  'map',
  'native_context',
  'code',
  '1',
  '2',
  '4',
  '7',
  'sloppy_function_map',
  'first',
  'second',
];

/** A small deterministic source of randomness (mulberry32). */
function randomness(seed) {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = n => Math.floor(unit() * n);
  return {
    below,
    chance: probability => unit() < probability,
    pick: list => list[below(list.length)],
    shuffle(list) {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i--) {
        const k = below(i + 1);
        [copy[i], copy[k]] = [copy[k], copy[i]];
      }
      return copy;
    },
  };
}

function randomObject(random, position) {
  const type = random.pick([...NODE_TYPES, 'object', 'object', 'native', 'hidden', 'array']);
  return {
    id: position * 2 + (type === 'native' ? 0 : 1) + 10,
    type,
    name: random.pick(NAMES[type] ?? TEXTS),
    size: random.chance(0.2) ? 0 : random.below(random.chance(0.05) ? 2 ** 20 : 500),
    detachedness: random.chance(0.8) ? 0 : random.below(3),
    location: random.chance(0.5) ? [random.below(3), random.below(2), random.below(2)] : undefined,
  };
}

/** An edge's name as its type wants it; hidden and element edges are numbered. */
function edgeName(random, type) {
  if (type === 'element' || type === 'hidden') return random.below(20);
  return random.pick(type === 'internal' ? INTERNAL_NAMES : EDGE_NAMES);
}

function addWeakMaps(random, objects, edges) {
  const others = objects.slice(1);
  for (let i = random.below(4); i > 0; i--) {
    const [table, key, value] = random.shuffle(others);
    if (!value) return;
    const parts = `part of key (${key.type} @${key.id}) -> value (${value.type} @${value.id}) pair`;
    const name = `${i} / ${parts} in WeakMap (table @${table.id})`;
    edges.push(
      {from: table, to: value, type: 'internal', name},
      {from: key, to: value, type: 'internal', name: `1${name}`},
    );
  }
}

/** The parts of concatenated strings; a part never leads back, else its text would have no end. */
function addConcatenations(random, objects, edges) {
  objects.forEach((whole, position) => {
    if (whole.type !== 'concatenated string') return;
    for (const name of ['first', 'second']) {
      const later = objects.slice(position + 1);
      if (later.length && random.chance(0.9)) edges.push({from: whole, to: random.pick(later), type: 'internal', name});
    }
  });
}

function randomWorld(random) {
  const root = {id: 1, type: 'synthetic', name: '', size: 0, detachedness: 0};
  const count = 2 + random.below(random.chance(0.2) ? 300 : 60);
  const objects = [root, ...Array.from({length: count}, (_, i) => randomObject(random, i))];
  const edges = [];
  const rootTypes = random.pick([
    ['element'],
    ['shortcut', 'element', 'property'],
    ['shortcut', 'shortcut', 'weak', 'internal'],
  ]);
  const rootTargets = random.chance(0.3) ? objects.filter(({type}) => type === 'synthetic') : objects;
  // No object twice: DevTools refuses a file whose root has more edges to user roots than there are objects left.
  for (const to of random.shuffle(rootTargets).slice(0, 3 + random.below(6))) {
    const type = random.pick(rootTypes);
    edges.push({from: root, to, type, name: edgeName(random, type)});
  }
  const others = objects.slice(1);
  for (let i = count * (1 + random.below(5)); i > 0; i--) {
    const from = random.pick(others);
    const type = random.pick([...EDGE_TYPES, 'property', 'property', 'internal']);
    const name = edgeName(random, type);
    const isPart = from.type === 'concatenated string' && (name === 'first' || name === 'second');
    if (!isPart) edges.push({from, to: random.pick(objects), type, name});
  }
  addWeakMaps(random, objects, edges);
  addConcatenations(random, objects, edges);
  return {objects, edges};
}

/** The text of a JSON string in one of the ways in which writers escape. */
function jsonString(random, text) {
  const style = random.below(3);
  if (style === 0) return JSON.stringify(text);
  return `"${text.replace(style === 1 ? /["\\]|[^ -~]/g : /["\\]|[^ -~]|[a-c]/g, unit => {
    const escapes = {'"': '\\"', '\\': '\\\\', '\t': '\\t'};
    if (unit in escapes && random.chance(0.5)) return escapes[unit];
    const code = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${random.chance(0.5) ? code : code.toUpperCase()}`;
  })}"`;
}

/** A layout as some V8 version might have it: the order of types and which optional fields exist. */
function randomLayout(random) {
  const nodeFields = ['type', 'name', 'id', 'self_size', 'edge_count'];
  if (random.chance(0.5)) nodeFields.push('trace_node_id');
  if (random.chance(0.7)) nodeFields.push('detachedness');
  const location = [
    'object_index',
    'script_id',
    ...(random.chance(0.5) ? ['script_object_index'] : []),
    'line',
    'column',
  ];
  return {
    nodeFields,
    nodeTypes: random.shuffle(NODE_TYPES),
    edgeTypes: random.shuffle(EDGE_TYPES),
    locationFields: location,
    separator: random.pick([',', ',\n', ', ', '\n , ']),
  };
}

class Strings {
  list = [];
  #index = new Map();
  of(text) {
    if (!this.#index.has(text)) this.#index.set(text, this.list.push(text) - 1);
    return this.#index.get(text);
  }
}

/** The file of the part of a world that `has` lets through. */
function snapshotText(random, world, has) {
  const layout = randomLayout(random);
  const [root, ...others] = world.objects;
  // The root comes first, as every writer has it: of a file with the root at the end DevTools would read plain objects
  // from there on only, and find none.
  const objects = [root, ...others.filter(has)];
  const ordinals = new Map(objects.map((object, ordinal) => [object, ordinal]));
  const edges = world.edges.filter(({from, to}) => ordinals.has(from) && ordinals.has(to));
  const strings = new Strings();
  if (random.chance(0.5)) strings.of('<dummy>');
  const stride = layout.nodeFields.length;
  const nodes = [],
    edgeValues = [],
    locations = [];
  for (const object of objects) {
    const own = edges.filter(({from}) => from === object);
    const fields = {
      type: layout.nodeTypes.indexOf(object.type),
      name: strings.of(object.name),
      id: object.id,
      self_size: object.size,
      edge_count: own.length,
      trace_node_id: 0,
      detachedness: object.detachedness,
    };
    nodes.push(...layout.nodeFields.map(field => fields[field]));
    for (const {to, type, name} of own) {
      const value = typeof name === 'number' ? name : strings.of(name);
      edgeValues.push(layout.edgeTypes.indexOf(type), value, ordinals.get(to) * stride);
    }
    if (object.location) {
      const [script, line, column] = object.location;
      const place = {
        object_index: ordinals.get(object) * stride,
        script_id: script,
        script_object_index: 0,
        line,
        column,
      };
      locations.push(...layout.locationFields.map(field => place[field]));
    }
  }
  const header = {
    meta: {
      node_fields: layout.nodeFields,
      node_types: [layout.nodeTypes, 'string', 'number', 'number', 'number'],
      edge_fields: ['type', 'name_or_index', 'to_node'],
      edge_types: [layout.edgeTypes, 'string_or_number', 'node'],
      location_fields: layout.locationFields,
    },
    node_count: objects.length,
    edge_count: edges.length,
    trace_function_count: 0,
    ...(random.chance(0.5) ? {extra_native_bytes: random.below(1e6)} : {}),
  };
  const list = values => `[${values.join(layout.separator)}]`;
  const sections = [
    ['snapshot', JSON.stringify(header)],
    ['nodes', list(nodes)],
    ['edges', list(edgeValues)],
    ['trace_function_infos', '[]'],
    ['trace_tree', '[]'],
    ['samples', '[]'],
    ['locations', list(locations)],
    ['strings', list(strings.list.map(text => jsonString(random, text)))],
  ];
  return `{${sections.map(([name, value]) => `"${name}":${value}`).join(layout.separator)}}`;
}

/** The texts of an older and a newer snapshot of one random process. */
export function randomPair(seed) {
  const random = randomness(seed);
  const world = randomWorld(random);
  const before = snapshotText(random, world, () => random.chance(0.8));
  for (const object of world.objects.slice(1)) {
    if (random.chance(0.1)) object.name = random.pick(NAMES[object.type] ?? TEXTS);
    if (random.chance(0.1)) object.size += 8;
  }
  return {before, after: snapshotText(random, world, () => random.chance(0.8))};
}

/** Writes the pair of a seed and returns the two paths. */
export function writeRandomPair(seed, directory) {
  return Object.entries(randomPair(seed)).map(([moment, text]) => {
    const file = path.join(directory, `random-${seed}-${moment}.heapsnapshot`);
    fs.writeFileSync(file, text);
    return file;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [seed, directory] = process.argv.slice(2);
  console.log(writeRandomPair(Number(seed), directory).join('\n'));
}
