// Small heaps written by hand, of which every number is known, and the run of the program on them.
//
//   root ─ "global" → Window ─ "app" → App ─ "sessions" → Map ─ "table" → (array) ─ "0", "1" → Session, Session
//                                   └ "note" → a string with a comma, quotes, a line break and a terminal escape
//                                   └ "spare" (weak) → Session 0
//   The older heap has the first Session only, and a Draft that App holds; the Draft is gone in the newer one.

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {findLeakscope} from '../conformance/leakscope.mjs';

const NODE_TYPES = ['synthetic', 'object', 'array', 'string'];
const EDGE_TYPES = ['shortcut', 'property', 'internal', 'weak'];
export const HOSTILE = 'a,"b"\nc\u001b[31m\ud83d';

const ROOT = {id: 1, type: 'synthetic', name: '', size: 0};
const WINDOW = {id: 3, type: 'object', name: 'Window', size: 100};
const APP = {id: 5, type: 'object', name: 'App', size: 20};
const MAP = {id: 7, type: 'object', name: 'Map', size: 16};
const TABLE = {id: 9, type: 'array', name: '', size: 64};
const SESSION = {id: 11, type: 'object', name: 'Session', size: 24};
const NOTE = {id: 13, type: 'string', name: HOSTILE, size: 12};
const DRAFT = {id: 15, type: 'object', name: 'Draft, "final"', size: 40};
const NEW_SESSION = {id: 21, type: 'object', name: 'Session', size: 30};

const EDGES = [
  [ROOT, 'shortcut', 'global', WINDOW],
  [WINDOW, 'property', 'app', APP],
  [APP, 'property', 'sessions', MAP],
  [APP, 'property', 'note', NOTE],
  [APP, 'property', 'draft', DRAFT],
  [APP, 'weak', 'spare', SESSION],
  [MAP, 'internal', 'table', TABLE],
  [TABLE, 'internal', '0', SESSION],
  [TABLE, 'internal', '1', NEW_SESSION],
];

/** The file of a heap of these objects and of the edges between them. */
function snapshot(objects) {
  const fields = ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'];
  const edges = objects.flatMap(object => EDGES.filter(([from, , , to]) => from === object && objects.includes(to)));
  const strings = [...new Set([...objects.map(({name}) => name), ...edges.map(([, , name]) => name)])];
  const nodes = objects.map(object => {
    const own = edges.filter(([from]) => from === object).length;
    return [NODE_TYPES.indexOf(object.type), strings.indexOf(object.name), object.id, object.size, own, 0];
  });
  const meta = {
    node_fields: fields,
    node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number'],
    edge_fields: ['type', 'name_or_index', 'to_node'],
    edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
  };
  return JSON.stringify({
    snapshot: {meta, node_count: objects.length, edge_count: edges.length, trace_function_count: 0},
    nodes: nodes.flat(),
    edges: edges.flatMap(([, type, name, to]) => [
      EDGE_TYPES.indexOf(type),
      strings.indexOf(name),
      objects.indexOf(to) * fields.length,
    ]),
    trace_function_infos: [],
    trace_tree: [],
    samples: [],
    locations: [],
    strings,
  });
}

export const CURRENT = snapshot([ROOT, WINDOW, APP, MAP, TABLE, SESSION, NOTE, NEW_SESSION]);
export const BASE = snapshot([ROOT, WINDOW, APP, MAP, TABLE, SESSION, NOTE, DRAFT]);

const program = findLeakscope();
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-cli-'));
process.on('exit', () => fs.rmSync(directory, {recursive: true, force: true}));

/** Path of a new file that holds `content`. */
export function file(name, content) {
  const full = path.join(directory, name);
  fs.writeFileSync(full, content);
  return full;
}

export const currentFile = file('current.heapsnapshot', CURRENT);
export const baseFile = file('base.heapsnapshot', BASE);

/** Runs the program to its end. */
export function leakscope(...args) {
  const {status, signal, stdout, stderr} = spawnSync(program, args, {encoding: 'utf8', maxBuffer: 1 << 28});
  return {status, signal, stdout, stderr};
}

/** The JSON that a run prints; fails the test with its complaint if the run fails. */
export function json(...args) {
  const {status, stdout, stderr} = leakscope(...args, '--format', 'json');
  if (status !== 0) throw new Error(`leakscope ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

export {program};
