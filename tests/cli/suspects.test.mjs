// The suspects of a real pair, in every format, and what becomes of them.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {findLeakscope} from '../conformance/leakscope.mjs';

const leakscope = findLeakscope();
const sample = (name) =>
  path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'samples', `${name}.heapsnapshot.gz`);
const BEFORE = sample('node18-leak-before');
const AFTER = sample('node18-leak-after');
/** A program that keeps every mail in a list. */
const FULL = path.join(path.dirname(fileURLToPath(import.meta.url)), '../leaks/cases/mail-outbox/B.heapsnapshot.gz');

function run(...arguments_) {
  return spawnSync(leakscope, arguments_, {encoding: 'utf8', maxBuffer: 1 << 28});
}

function json(...arguments_) {
  const {status, stdout, stderr} = run(...arguments_, '--format', 'json');
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

test('the leaking Map is the first suspect, with a chain that leads to it', () => {
  const {sameProcess, suspects, balance} = json('suspects', BEFORE, AFTER);
  assert.equal(sameProcess, true);
  const [first] = suspects;
  assert.equal(first.rank, 1);
  assert.equal(first.kind, 'Map');
  assert.match(first.sentence, /sessions grew by 300 entries/);
  assert.equal(first.chain[first.holderStep].id, first.holder.id);
  assert.equal(first.chain[first.holderStep].edgeName, 'sessions');
  assert.equal(first.entries - first.newEntries, first.timeline[0].entries);
  assert.ok(first.grows.some((grown) => grown.class === 'Session' && grown.count === 300));
  assert.ok(balance.parts.some(({kind}) => kind === 'code'));
  assert.equal(balance.parts.reduce((sum, {bytes}) => sum + bytes, 0), balance.growth);
});

test('of one snapshot it is said what is held, in every format, and that a second one proves growth', () => {
  const {outcome, verdict, suspects, snapshots, oneSnapshot} = json('suspects', FULL);
  assert.deepEqual([outcome, suspects, snapshots], ['oneSnapshot', [], 1]);
  assert.match(verdict, /a second one of the same process, .* proves growth/);
  const [outbox] = oneSnapshot.holders;
  assert.deepEqual([outbox.holder.name, outbox.content, outbox.most.class], ['Outbox.oldest', 'links', 'Mail']);
  assert.match(outbox.holder.location.file, /outbox\.js$/);
  assert.equal(outbox.chain[outbox.holderStep].id, outbox.holder.id);
  assert.ok(outbox.retainedSize * 100 >= oneSnapshot.heapSize && outbox.most.bytes <= outbox.retainedSize);
  const {holders, duplicatedStrings, detached} = oneSnapshot;
  assert.deepEqual(holders.map(({rank}) => rank), holders.map((_, at) => at + 1));
  assert.deepEqual(
    keys(outbox),
    'chain content entries holder holderStep looksUnbounded most parts rank retainedSize sentence with'.split(' '),
  );
  const rows = JSON.parse(run('strings', '--duplicates', FULL, '--format', 'json').stdout);
  const ofAll = rows.reduce((sum, row) => sum + row.couldBeSaved, 0);
  assert.ok(0 < duplicatedStrings.couldBeSaved && duplicatedStrings.couldBeSaved < ofAll, 'without pieces of longer texts');
  assert.deepEqual([detached.count, detached.sentence], [0, null]);
  for (const format of ['table', 'markdown', 'html']) {
    const {status, stdout} = run('suspects', FULL, '--format', format);
    assert.equal(status, 0);
    assert.ok(stdout.includes('Mail') && stdout.includes('proves growth') && !stdout.includes('Whose growth'), format);
  }
});

test('the chain of a holder is the retaining path that one is given of it', () => {
  for (const name of ['webhook-inbox', 'stock-tickers', 'frame-pool', 'worker-sessions']) {
    const file = (letter) => path.join(path.dirname(FULL), '..', name, `${letter}.heapsnapshot.gz`);
    const [suspect] = json('suspects', file('A'), file('B')).suspects;
    const [large] = json('suspects', file('B')).oneSnapshot.holders;
    for (const {holder, chain, holderStep} of [suspect, large].filter(Boolean)) {
      assert.equal(chain[holderStep].id, holder.id, name);
      const steps = json('path', file('B'), `@${holder.id}`).reverse();
      const shown = chain.slice(0, holderStep + 1).filter(({leftOut}) => leftOut === undefined);
      assert.deepEqual(shown.map(({id}) => id), steps.map(({id}) => id), name);
    }
  }
});

test('one snapshot does not pass the gate, and redacted it has no data', () => {
  const {status, stderr} = run('suspects', FULL, '--fail-on-growth', '5MB');
  assert.equal(status, 4);
  assert.match(stderr, /one snapshot does not tell what grew/);
  const open = run('suspects', FULL, '--format', 'json').stdout;
  const redacted = run('suspects', FULL, '--format', 'json', '--redact').stdout;
  assert.notEqual(open, redacted);
  assert.equal(JSON.parse(redacted).oneSnapshot.holders.length, JSON.parse(open).oneSnapshot.holders.length);
});

const keys = (value) => Object.keys(value).sort();

test('the JSON has the fields that docs/json.md promises, each of its type', () => {
  const findings = json('suspects', BEFORE, AFTER);
  const all = 'version files sameProcess sameProcessWhy snapshots leftOut outcome verdict verdictParts suspects setAside balance oneSnapshot';
  assert.deepEqual(keys(findings), all.split(' ').sort());
  assert.deepEqual(keys(findings.balance), ['growth', 'noise', 'parts', 'singles']);
  for (const [at, suspect] of findings.suspects.entries()) {
    const fields =
      'rank sentence parts kind confidence holder newEntries goneEntries entries retainedGrowth grows classCount ownGrowth ' +
      'perEntry whyKept whyKeptParts cure chain holderStep alsoHeldBy timeline';
    assert.deepEqual(keys(suspect), fields.split(' ').sort());
    assert.equal(suspect.rank, at + 1);
    for (const name of ['newEntries', 'entries', 'retainedGrowth', 'holderStep']) {
      assert.ok(Number.isInteger(suspect[name]) && suspect[name] >= 0, name);
    }
    assert.deepEqual(keys(suspect.confidence), ['certainty', 'level', 'next', 'nextStep', 'why']);
    assert.equal(suspect.parts.map(({text}) => text).join(''), suspect.sentence);
    assert.deepEqual(keys(suspect.holder), ['class', 'id', 'location', 'name']);
    assert.ok(suspect.holder.location === null || keys(suspect.holder.location).join() === 'column,file,line,of,scriptId');
    assert.ok(suspect.grows.length > 0 && suspect.grows.length <= 12);
    for (const grown of suspect.grows) {
      assert.deepEqual(keys(grown), ['bytes', 'class', 'count']);
      assert.ok(grown.count > 0 && grown.bytes > 0 && grown.class);
    }
    if (suspect.perEntry) {
      const {bytes, ownBytes, otherBytes, sharedBytes, parts} = suspect.perEntry;
      assert.ok(bytes + sharedBytes <= suspect.retainedGrowth);
      assert.equal(parts.reduce((sum, part) => sum + part.bytes, ownBytes + otherBytes), bytes);
    }
    assert.equal(suspect.whyKeptParts.map(({text}) => text).join(''), suspect.whyKept ?? '');
    for (const step of suspect.chain) {
      const {leftOut, place, ...rest} = step;
      assert.deepEqual(keys(rest), ['edgeName', 'edgeType', 'id', 'name']);
      assert.ok(place === undefined || keys(place).join() === 'column,file,line,of,scriptId');
      assert.ok(leftOut === undefined || leftOut > 0);
    }
    assert.deepEqual([suspect.chain[0].id, suspect.chain[0].edgeType], [1, '']);
    assert.equal(suspect.timeline.length, findings.snapshots);
  }
});

test('a snapshot has no suspects against itself', () => {
  const {suspects, verdict, balance} = json('suspects', AFTER, AFTER);
  assert.deepEqual(suspects, []);
  assert.match(verdict, /^Nothing grew beyond noise/);
  assert.deepEqual([balance.growth, balance.parts], [0, []]);
});

test('snapshots of two processes are told apart', () => {
  const {sameProcess, suspects, verdict} = json('suspects', BEFORE, sample('node22'));
  assert.equal(sameProcess, false);
  assert.ok(suspects.every(({confidence}) => confidence.level === 'low'));
  assert.match(verdict, /different processes/);
});

test('a gate that cannot judge ends with 4 and says why, after the report', () => {
  const other = sample('node22');
  for (const [files, why] of [
    [[BEFORE, other], /not all of one process/],
    [[BEFORE, other, AFTER], /not all of one process/],
    [[other, BEFORE, AFTER, AFTER], /not all of one process/],
    [[AFTER, BEFORE], /another order/],
    [[AFTER, AFTER], /are the same/],
  ]) {
    const {status, stdout, stderr} = run('suspects', ...files, '--fail-on-growth', '1GB');
    assert.equal(status, 4, stderr);
    assert.match(stderr, /^leakscope: the growth cannot be judged: [^\n]+\n$/);
    assert.match(stderr, why);
    assert.notEqual(stdout, '');
  }
  const over = run('suspects', BEFORE, other, AFTER, '--fail-on-growth', '1kB');
  assert.equal(over.status, 3, 'what is certainly too much is too much');
});

test('snapshots in another order than they were taken in are remarked upon', () => {
  for (const command of ['suspects', 'compare', 'timeline']) {
    const {status, stderr} = run(command, AFTER, BEFORE);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^leakscope: the snapshots were taken in another order[^\n]+\n$/, command);
    assert.equal(run(command, BEFORE, AFTER).stderr, '', command);
  }
});

const [LEAKING, FIXED] = [['A', 'B'], ['fixed-A', 'fixed-B']].map((names) =>
  names.map((name) => path.join(path.dirname(FULL), '../chart-panels', `${name}.heapsnapshot.gz`)));

test('verify does not take two processes for a repair', () => {
  const other = sample('node22');
  for (const files of [
    [BEFORE, other, '--against', BEFORE, AFTER],
    [BEFORE, AFTER, '--against', BEFORE, other],
  ]) {
    const {status, stdout, stderr} = run('verify', ...files);
    assert.deepEqual([status, stdout], [4, ''], stderr);
    assert.match(stderr, /the ids of .* do not match/);
  }
});

test('a snapshot of another process in between is left out, in suspects and timeline', () => {
  const files = [BEFORE, sample('node22'), AFTER];
  const {suspects, leftOut, verdict} = json('suspects', ...files);
  assert.deepEqual(leftOut, [2]);
  assert.match(verdict, /Snapshot 2 is of another process/);
  assert.match(suspects[0].sentence, /sessions grew by 300 entries/);
  assert.deepEqual(suspects[0].timeline.map(({entries}) => entries), [20, null, 320]);
  assert.equal(json('timeline', ...files).sameProcess, false);
});

test('growth over the limit ends with 3, after the report', () => {
  const over = run('suspects', BEFORE, AFTER, '--fail-on-growth', '1kB');
  assert.equal(over.status, 3);
  assert.match(over.stdout, /^1\. /m);
  assert.match(over.stderr, /1000 are allowed/);
  assert.equal(run('suspects', BEFORE, AFTER, '--fail-on-growth', '5MB').status, 0);
  assert.equal(run('suspects', BEFORE, AFTER, '--fail-on-growth', 'much').status, 2);
  assert.equal(run('suspects').status, 2);
});

test('a snapshot that is there twice does not pass the gate, and is remarked upon', () => {
  for (const files of [[AFTER, AFTER], [BEFORE, AFTER, AFTER]]) {
    const {status, stderr} = run('suspects', ...files, '--fail-on-growth', '1kB');
    assert.equal(status, 4, stderr);
    assert.match(stderr, /two of the snapshots are the same one/);
  }
  assert.match(run('suspects', BEFORE, AFTER, AFTER).stderr, /^leakscope: two of the snapshots are the same one[^\n]+\n$/);
});

test('a page of suspects needs nothing else and runs nothing', () => {
  const {stdout} = run('suspects', BEFORE, AFTER, '--format', 'html');
  assert.match(stdout, /^<!doctype html>/);
  assert.match(stdout, /default-src 'none'/);
  assert.doesNotMatch(stdout, /<script|src=|href=|url\(/i);
});

test('verify says what became of each suspect', () => {
  const {status, stdout, stderr} = run('verify', BEFORE, AFTER, '--against', BEFORE, AFTER, '--format', 'json');
  assert.deepEqual([status, stderr], [3, 'leakscope: the leak is still there\n']);
  const leaking = JSON.parse(stdout);
  assert.equal(leaking.verdict, 'still there');
  assert.deepEqual(leaking.suspects[0].before, leaking.suspects[0].after);
  assert.deepEqual(keys(leaking), ['files', 'newSentences', 'newSuspects', 'repairedFiles', 'summary', 'suspects', 'verdict', 'version']);
  assert.deepEqual(keys(leaking.suspects[0]), ['after', 'before', 'parts', 'rank', 'sentence', 'verdict', 'why', 'whyParts']);
  assert.deepEqual(keys(leaking.suspects[0].before), ['entries', 'newEntries', 'retainedGrowth']);
  const repaired = json('verify', ...LEAKING, '--against', ...FIXED);
  assert.equal(repaired.verdict, 'gone');
  assert.ok(repaired.suspects.every(({after}) => after.newEntries === 0));
  assert.equal(run('verify', BEFORE, AFTER, '--against', BEFORE).status, 2);
});

test('verify does not judge by snapshots between which nothing can grow', () => {
  for (const [files, why] of [
    [[BEFORE, AFTER, '--against', AFTER, AFTER], /the same one/],
    [[BEFORE, AFTER, '--against', AFTER, BEFORE], /taken in another order/],
    [[AFTER, AFTER, '--against', BEFORE, AFTER], /the same one/],
    [[AFTER, BEFORE, '--against', BEFORE, AFTER], /taken in another order/],
  ]) {
    const {status, stdout, stderr} = run('verify', ...files);
    assert.deepEqual([status, stdout], [4, ''], stderr);
    assert.match(stderr, why);
  }
});

test('Bun, whose ids are new in every snapshot, is judged by class and path', () => {
  const pair = (name) => ['A', 'B'].map((letter) => path.join(path.dirname(FULL), '..', name, `${letter}.heapsnapshot.gz`));
  const [leaking, quiet] = ['chat-logger', 'c-bun-window'].map(pair);
  assert.match(run('suspects', ...leaking).stdout, /^Bun gives all objects new ids with every snapshot\. By class and path, 1 holder has /);
  assert.deepEqual([leaking, quiet].map((pair) => run('suspects', ...pair, '--fail-on-growth', '10kB').status), [3, 0]);
  const again = run('verify', ...leaking, '--against', ...leaking, '--format', 'json');
  assert.deepEqual([again.status, JSON.parse(again.stdout).verdict], [3, 'still there']);
  // Beside a snapshot of Node.js nothing is known.
  assert.equal(run('suspects', BEFORE, leaking[1], '--fail-on-growth', '1GB').status, 4);
  assert.equal(run('verify', ...leaking, '--against', BEFORE, leaking[1]).status, 4);
});

test('verify does not judge a program by one that does not leak', () => {
  const {status, stdout, stderr} = run('verify', ...FIXED, '--against', ...LEAKING);
  assert.equal(status, 4, stdout);
  assert.match(stdout, /no suspects/);
  assert.match(stderr, /^leakscope: the leaking program's snapshots have no suspect[^\n]+\n$/);
});

test('verify of a leak that is only smaller ends as of one that is still there', () => {
  const files = ['A', 'B', 'fixed-A', 'fixed-B'].map((name) => path.join(path.dirname(FULL), '../mail-outbox', `${name}.heapsnapshot.gz`));
  const {status, stdout, stderr} = run('verify', ...files.slice(0, 2), '--against', ...files.slice(2));
  assert.equal(status, 3, stdout);
  assert.match(stdout, /^1\. smaller: /m);
  assert.equal(stderr, 'leakscope: the leak is smaller, but still there\n');
});

test('verify does not judge by a program in which the holder is not', () => {
  const other = ['A', 'B'].map((name) => path.join(path.dirname(FULL), '../connection-pool', `${name}.heapsnapshot.gz`));
  const {status, stdout, stderr} = run('verify', BEFORE, AFTER, '--against', ...other);
  assert.equal(status, 4, stdout);
  assert.match(stdout, /2 not found: that does not tell/);
  assert.match(stderr, /^leakscope: what leaked is not in the repaired program[^\n]+\n$/);
});

test('a timeline has counts and sizes of every class and every suspect in every snapshot', () => {
  const {sameProcess, snapshots, suspects, rows} = json('timeline', BEFORE, AFTER, AFTER);
  assert.equal(sameProcess, true);
  assert.deepEqual(snapshots.map(({name}) => name), [BEFORE, AFTER, AFTER].map((file) => path.basename(file)));
  const session = rows.find(({name}) => name === 'Session');
  assert.deepEqual([session.counts, session.sizes], [[20, 320, 320], [960, 15360, 15360]]);
  assert.deepEqual([session.countDelta, session.sizeDelta, session.grownSteps, session.everyStep], [300, 14400, 1, false]);
  assert.deepEqual(suspects, [], 'nothing grew in the last step');
  const [first] = json('timeline', BEFORE, AFTER).suspects;
  assert.match(first.name, /sessions$/);
  assert.deepEqual(first.timeline.map(({entries}) => entries), [20, 320]);

  const csv = run('timeline', BEFORE, AFTER, '--filter', 'session', '--limit', '1', '--format', 'csv').stdout;
  assert.match(csv, /^key,name,.*,count1,count2,size1,size2\r\n"[^"]*",Session,300,14400,1,false,20,320,960,15360\r\n$/);
  assert.equal(run('timeline', BEFORE).status, 2);
  assert.equal(run('timeline', BEFORE, AFTER, '--sort', 'distance').status, 2);
});

test('a summary can be of the objects that were allocated between two snapshots', () => {
  const session = (...question) => json('summary', AFTER, ...question).rows.find(({name}) => name === 'Session')?.count;
  assert.equal(session(), 320);
  assert.equal(session('--allocated-before', BEFORE), 20);
  assert.equal(session('--allocated-between', BEFORE, AFTER), 300);
  assert.equal(session('--allocated-between', AFTER, AFTER), undefined);
  assert.equal(run('summary', AFTER, '--allocated-between', BEFORE).status, 2);
  assert.equal(run('summary', AFTER, '--allocated-between', BEFORE, 'no-such-file').status, 1);
});

test('a comparison of two processes is marked', () => {
  assert.equal(json('compare', BEFORE, AFTER).sameProcess, true);
  const {sameProcess, sameProcessWhy} = json('compare', BEFORE, sample('node22'));
  assert.equal(sameProcess, false);
  assert.match(sameProcessWhy, /name something else/);
  assert.match(run('compare', BEFORE, sample('node22')).stdout, /different processes, or of one whose ids were started anew: # New and # Deleted are chance/);
});
