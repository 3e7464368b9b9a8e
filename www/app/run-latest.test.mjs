/**
 * Every task is overtaken at every step of its run, by other pairs and by its own pair again: what is shown as ready is then
 * of the pair that is looked at, and the engines keep just that. The engines are stand-ins that answer when the test says so.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const page = await importModules(
  'state/snapshots',
  'state/pair',
  'state/navigation',
  'state/comparison',
  'state/timeline',
  'state/suspects',
  'state/verification',
  'state/task',
  'engine/client',
  'app/engines',
  'app/comparison-task',
  'app/timeline-task',
  'app/suspects-task',
  'app/verification-task',
  'app/select-object',
);
const { addSnapshot, setLife, snapshots, engines, choose, pair, chosenView, answerOf } = page;

/** What a call leaves in its engine. */
const KEEPS = { compare: 'comparison', setDeleted: 'deleted', setTimeline: 'timeline', suspects: 'suspects', verify: 'verification' };
const ANSWERS = { interfaces: new Uint8Array(1), suspects: { suspects: [] }, findById: 1, object: { ordinal: 1 } };

class StandIn {
  calls = [];
  kept = {};
  /** What was asked since the last look. */
  asked = [];

  call(method, args) {
    this.asked.push({ method, args });
    return new Promise((resolve, reject) => this.calls.push({ method, args, resolve, reject }));
  }

  newGeneration() {
    return null;
  }

  answer() {
    const { method, args, resolve } = this.calls.shift();
    if (method in KEEPS) this.kept[KEEPS[method]] = args[0];
    resolve(ANSWERS[method] ?? { buffers: [] });
  }
}

/** Lets everything run that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function open(name, maxObjectId, process) {
  const key = addSnapshot(name, 10);
  engines.set(key, new StandIn());
  const info = { nodeCount: 1, edgeCount: 0, totalSize: 1, maxObjectId };
  const life = { kind: 'ready', info, done: ['retained sizes'], pending: null, process: process ?? key, apart: new Map() };
  setLife(key, life);
  return key;
}

let stop = [];
let a, b, c, d, x;

/** Four snapshots of a leaking program, two of the repaired one, and the tasks at work, with Timeline looked at. */
beforeEach(async () => {
  for (const end of stop) end();
  engines.clear();
  snapshots.value = [];
  a = open('a', 1);
  [b, c, d] = [2, 3, 4].map((id) => open(`${id}`, id, a));
  x = open('x', 9);
  open('y', 10, x);
  chosenView.value = 'timeline';
  stop = [page.startComparisonTask(), page.startTimelineTask(), page.startSuspectsTask(), page.startVerificationTask()];
  await settle();
});

/** The pairs that a person may choose; the oldest and the newest are chosen by themselves. */
const LOOK_AT = {
  'all four': () => (choose('newer', d), choose('older', a)),
  'the last three': () => (choose('newer', d), choose('older', b)),
  'the first three': () => (choose('newer', c), choose('older', a)),
  'two processes': () => (choose('newer', d), choose('older', x)),
};

/** What is shown as ready is what the engines keep, and is of the pair that is looked at. */
function check() {
  const { older, newer } = pair.value;
  const keptBy = (key, what) => engines.get(key).kept[what];
  const { task, keys } = page.shownComparison.value;
  const compared = answerOf(task, keys);
  if (compared !== null && page.apart.value === null) {
    assert.equal(keptBy(newer.key, 'comparison'), keys);
    assert.equal(keptBy(older.key, 'deleted'), keys);
  }
  const series = page.seriesKeys.value;
  if (answerOf(page.timeline.value, series)) assert.equal(keptBy(newer.key, 'timeline'), series);
  const named = answerOf(page.suspects.value, series);
  if (named !== null) assert.equal(keptBy(named.value.latest, 'suspects'), series);
  const verified = answerOf(page.verification.value, page.verificationKeys.value);
  if (verified !== null) assert.equal(keptBy(verified.value.latest, 'verification'), page.verificationKeys.value);
}

const waiting = () => [...engines.values()].filter(({ calls }) => calls.length > 0);

/** Lets an engine answer: which one of those that have something to answer, `choice` says. */
async function step(choice) {
  const busy = waiting();
  if (busy.length === 0) return false;
  busy[choice % busy.length].answer();
  await settle();
  check();
  return true;
}

async function finish(order) {
  for (let at = 0; await step(order(at)); at++) assert.ok(at < 200, 'no end');
  const { task, keys } = page.shownComparison.value;
  assert.ok(answerOf(task, keys), 'compared');
  assert.ok(answerOf(page.suspects.value, page.seriesKeys.value), 'suspects are named');
  assert.ok(answerOf(page.timeline.value, page.seriesKeys.value), 'side by side');
  if (page.verificationKeys.value !== null) assert.ok(answerOf(page.verification.value, page.verificationKeys.value), 'verified');
}

/** Orders in which engines answer. */
const ORDERS = [() => 0, () => 5, (at) => at, (at) => at * 7 + 3];
/** More steps than all tasks of a pair take. */
const STEPS = 24;

describe('whatever is looked at next, and when', () => {
  const names = Object.keys(LOOK_AT);
  for (const first of names) {
    for (const next of names.filter((name) => name !== first)) {
      for (const last of [next, first]) {
        test(`${first}, then ${next}${last === next ? '' : ', then the first again'}`, async () => {
          for (let steps = 0; steps < STEPS; steps++) {
            for (const order of ORDERS) {
              LOOK_AT[first]();
              await settle();
              for (let at = 0; at < steps; at++) await step(order(at));
              LOOK_AT[next]();
              const before = page.pairKeys.value;
              for (const engine of engines.values()) engine.asked = [];
              await settle();
              if (last !== next) {
                for (let at = 0; at < steps % 5; at++) await step(order(at));
                LOOK_AT[last]();
                for (const engine of engines.values()) engine.asked = [];
                await settle();
              }
              await finish(order);
              const late = [...engines.values()].flatMap(({ asked }) => asked).filter(({ method }) => method in KEEPS);
              const wanted = [page.pairKeys.value, page.seriesKeys.value, page.verificationKeys.value];
              for (const { method, args } of late) assert.ok(wanted.includes(args[0]), `${method} of ${args[0]}, not ${before}`);
            }
          }
        });
      }
    }
  }
});

describe('failures', () => {
  const reason = { kind: 'out-of-memory', message: 'No memory.', advice: '', position: null, section: null };
  const refuse = async () => {
    for (const { calls } of waiting()) for (const { reject } of calls.splice(0)) reject(new page.EngineFailure(reason));
    await settle();
  };

  test('one of what is looked at is said', async () => {
    await refuse();
    assert.equal(page.failureOf(page.comparison.value, page.pairKeys.value), reason);
    assert.equal(page.failureOf(page.comparison.value, 'others'), null);
  });

  test('one of an overtaken run is not', async () => {
    const calls = waiting().flatMap((engine) => engine.calls.splice(0));
    LOOK_AT['the last three']();
    for (const { reject } of calls) reject(new page.EngineFailure(reason));
    await finish(() => 0);
    check();
  });
});

describe('looking an object up', () => {
  const answerAll = async (key) => {
    while (engines.get(key).calls.length > 0) {
      engines.get(key).answer();
      await settle();
    }
  };

  beforeEach(() => {
    for (const engine of engines.values()) engine.calls = [];
    page.selection.value = null;
  });

  for (const order of ['quick', 'slow']) {
    test(`a later look-up overtakes an earlier one, however ${order}`, async () => {
      void page.selectById(a, 1);
      void page.selectByOrdinal(b, 1);
      await settle();
      for (const key of order === 'quick' ? [a, b] : [b, a]) await answerAll(key);
      assert.equal(page.selection.value.snapshot, b);
    });
  }

  test('what is selected by hand meanwhile stays', async () => {
    void page.selectById(a, 1);
    page.select(c, { ordinal: 7 });
    await settle();
    await answerAll(a);
    assert.equal(page.selection.value.snapshot, c);
  });
});
