/**
 * Files of two programs arrive together, in whatever order and however slowly each worker does its part: the pair is compared in
 * the end, its suspects are named, and the fix is verified. The workers are stand-ins with the real queue of calls, in which
 * one thing after the other happens as a number says.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const page = await importModules(
  'state/snapshots',
  'state/pair',
  'state/navigation',
  'state/comparison',
  'state/suspects',
  'state/verification',
  'state/task',
  'engine/call-queue',
  'app/engines',
  'app/files',
  'app/foreground-work',
  'app/comparison-task',
  'app/timeline-task',
  'app/earlier-columns',
  'app/suspects-task',
  'app/verification-task',
);

const PHASES = ['dominators', 'retained sizes', 'distances', 'retainers'];
const NEEDS = { prepareSuspects: 'retained sizes', baseColumns: 'retained sizes', suspects: 'retained sizes', verify: 'retained sizes', statistics: 'retainers' };
const TOTALS = { nodeCount: 1, edgeCount: 0, totalSize: 1 };

/** All that were started and not ended. */
let workers = new Set();

/** A worker that knows of a file what its name says: `one-2` is the second snapshot of the program `one`. */
class StandIn {
  #queue = new page.CallQueue();
  #inbox = [];
  #done = [];
  #mayGoOn = false;
  #hasCalls = false;
  #file = null;

  constructor() {
    workers.add(this);
  }

  postMessage(message) {
    this.#inbox.push(message);
  }

  terminate() {
    workers.delete(this);
  }

  get isBusy() {
    const computes = this.#file !== null && this.#done.length < PHASES.length && (this.#mayGoOn || this.#queue.isSetAside(() => true));
    return this.#inbox.length > 0 || this.#hasCalls || computes;
  }

  /** Takes the next message, or else answers what waits, or else computes the next phase. */
  step() {
    const message = this.#inbox.shift();
    if (message === undefined) return this.#hasCalls ? this.#answerAll() : this.#compute();
    switch (message.kind) {
      case 'open':
        this.#file = message.file.name;
        return this.#post({ kind: 'ready', info: { ...TOTALS, maxObjectId: Number(this.#file.at(-1)) }, pending: PHASES[0] });
      case 'background':
        this.#mayGoOn = message.allowed;
        return;
      case 'call':
        for (const { id } of this.#queue.add(message)) this.#post({ kind: 'superseded', id });
        this.#hasCalls = true;
    }
  }

  #compute() {
    const done = PHASES[this.#done.length];
    this.#done.push(done);
    this.#queue.retry();
    this.#hasCalls = true;
    this.#post({ kind: 'advanced', done, pending: PHASES[this.#done.length] ?? null });
  }

  #answerAll() {
    this.#hasCalls = false;
    for (let call = this.#queue.next(); call !== undefined; call = this.#queue.next()) {
      const { id, call: { method, args } } = call;
      const missing = NEEDS[method];
      if (missing !== undefined && !this.#done.includes(missing)) this.#queue.setAside(call, missing);
      else this.#post({ kind: 'answer', id, result: this.#result(method, args) });
    }
  }

  #result(method, [others]) {
    const program = this.#file.split('-')[0];
    if (method === 'processSample') return { buffers: [], program };
    if (method === 'processMatch') return others.map((other) => ({ sameProcess: other.program === program, why: '' }));
    return method === 'interfaces' ? new Uint8Array(1) : { buffers: [], suspects: [] };
  }

  #post(message) {
    this.onmessage?.({ data: message });
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Numbers that look like chance, the same for the same seed. */
function numbers(seed) {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

let stop = [];

beforeEach(() => {
  for (const end of stop) end();
  for (const { key } of page.snapshots.value) page.remove(key);
  workers = new Set();
  page.chosenView.value = null;
  page.engineArrived({ module: null, probeAddress: null, startWorker: () => new StandIn() });
  page.restWhileForegroundBusy();
  stop = [page.startComparisonTask(), page.startTimelineTask(), page.startSuspectsTask(), page.startVerificationTask()];
});

let shown = '';

/** What a table on the screen asks whenever something is new. */
function askAsTable() {
  const name = page.view.value;
  const newer = page.snapshotOn('newer');
  const now = JSON.stringify([name, newer?.key, newer?.life.done, page.shownComparison.value]);
  if (now === shown || newer === null || !page.isTable(name)) return;
  shown = now;
  page.ask(newer.key, name, [page.shownComparison.value.keys, {}], page.newGeneration(newer.key, name)).catch(() => {});
}

/** Drops the files, some later than others, and lets everything happen. */
async function arrive(names, seed) {
  const next = numbers(seed);
  const rest = [...names];
  for (let steps = 0; steps < 600; steps++) {
    if (rest.length > 0 && next(6) === 0) page.openFiles(rest.splice(0, 1 + next(2)).map((name) => ({ name, size: 1 })));
    askAsTable();
    await settle();
    const busy = [...workers].filter(({ isBusy }) => isBusy);
    if (busy.length === 0 && rest.length === 0) return;
    busy[next(busy.length)]?.step();
    await settle();
  }
  assert.fail('no end');
}

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed);

describe('files of two programs that arrive together', () => {
  for (const view of [null, 'comparison', 'timeline', 'summary']) {
    test(`are compared, named and verified, with ${view ?? 'nothing'} looked at`, async () => {
      for (const seed of SEEDS) {
        page.chosenView.value = view;
        const order = numbers(seed + 1000);
        const names = ['one-1', 'one-2', 'two-3', 'two-4', 'one-5'].sort(() => order(3) - 1);
        await arrive(names, seed);
        const where = `seed ${seed}: ${names}`;
        const { task, keys } = page.shownComparison.value;
        assert.ok(page.answerOf(task, keys), `${where}: compared, and not ${JSON.stringify(task)}`);
        assert.ok(page.answerOf(page.suspects.value, page.seriesKeys.value), `${where}: named`);
        assert.notEqual(page.verificationKeys.value, null, where);
        assert.ok(page.answerOf(page.verification.value, page.verificationKeys.value), `${where}: verified`);
        for (const { key } of page.snapshots.value) page.remove(key);
        workers = new Set();
      }
    });
  }
});
