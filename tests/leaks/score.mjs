// How well suspects are found: precision, recall and rank over leaking programs of which the truth is known.
//
//   node tests/leaks/score.mjs [DIRECTORY…]     directories of cases; without one, tests/leaks/cases
//
// A leak is found if the holder of a suspect, and no other step of its chain, has one of the true holder's names, and its
// growth names a true class; an innocent case is right if it has no suspect; a repaired one if verify says what became of
// the leak. Ends with 1 below the recorded bar.

import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {findLeakscope} from '../conformance/leakscope.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** What the present engine reaches on the cases here; a change that falls below it is a step back. */
const BAR = {first: 0.95, firstThree: 0.95, falseAlarms: 0, verified: 1};

const leakscope = findLeakscope();

/** Verify ends with 3 where a leak is still there. */
const STILL_THERE = 3;

function run(arguments_) {
  const {status, stdout, stderr} = spawnSync(leakscope, [...arguments_, '--format', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0 && status !== STILL_THERE) throw new Error(`leakscope ${arguments_.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}

/** What the holder itself is called: whole names of its link, its object and its class, and the parts of `Class.field`. */
function holderNames({chain, holderStep, holder, alsoHeldBy}) {
  const {edgeName, name} = chain[holderStep] ?? {edgeName: '', name: ''};
  const called = [holder.name, ...alsoHeldBy];
  return [edgeName, name, holder.class, ...called, ...called.flatMap((each) => each.split('.'))];
}

/** The rank of the first suspect that names the true holder and a true class, 0 if none does. */
function rankOfTruth(truth, suspects) {
  const namesHolder = (suspect) => holderNames(suspect).some((name) => truth.holder_any.includes(name));
  // What stayed and became larger is of the holder's class; its table is an "(array)".
  const isTrue = (name) => truth.grows_class.includes(name);
  const namesClass = ({grows, ownGrowth, holder}) =>
    grows.some((grown) => isTrue(grown.class)) || (ownGrowth > 0 && [holder.class, '(array)'].some(isTrue));
  return suspects.find((suspect) => namesHolder(suspect) && namesClass(suspect))?.rank ?? 0;
}

/** The verdict that verify should give: a fix may also only make the leak smaller. */
function expectedVerdict(fix) {
  return fix.verdict ?? (fix.leak ? 'smaller' : 'gone');
}

function score(directory) {
  const truth = JSON.parse(fs.readFileSync(path.join(directory, 'truth.json'), 'utf8'));
  const file = (name) => path.join(directory, `${name}.heapsnapshot.gz`);
  const {suspects, verdict} = run(['suspects', ...truth.series.map(file)]);
  const result = {name: path.basename(directory), runtime: truth.runtime, leak: truth.leak, suspects: suspects.length};
  result.rank = truth.leak ? rankOfTruth(truth, suspects) : 0;
  result.sentence = suspects[Math.max(result.rank - 1, 0)]?.sentence ?? verdict;
  if (truth.fix) {
    const against = truth.fix.snapshots.map(file);
    const pair = truth.series.slice(0, 2).map(file);
    result.verified = run(['verify', ...pair, '--against', ...against]).verdict;
    result.shouldBe = expectedVerdict(truth.fix);
  }
  return result;
}

function line({name, runtime, leak, suspects, rank, sentence, verified, shouldBe}) {
  const found = leak ? (rank ? `rank ${rank} of ${suspects}` : 'MISSED') : suspects ? `${suspects} FALSE` : 'quiet';
  const repaired = shouldBe ? `, fix: ${verified}${verified === shouldBe ? '' : ` (should be ${shouldBe})`}` : '';
  return `${found.padEnd(12)} ${name} (${runtime})${repaired}\n             ${sentence}`;
}

function main() {
  const roots = process.argv.length > 2 ? process.argv.slice(2) : [path.join(HERE, 'cases')];
  const directories = roots.flatMap((root) => fs.readdirSync(root).sort().map((name) => path.join(root, name)));
  const cases = directories.filter((directory) => fs.existsSync(path.join(directory, 'truth.json')));
  const results = cases.map((directory) => {
    const result = score(directory);
    console.log(line(result));
    return result;
  });

  const leaks = results.filter((result) => result.leak);
  const share = (part, whole) => (whole.length ? part.length / whole.length : 1);
  const found = leaks.filter((result) => result.rank > 0);
  const first = share(leaks.filter((result) => result.rank === 1), leaks);
  const firstThree = share(leaks.filter((result) => result.rank >= 1 && result.rank <= 3), leaks);
  const falseAlarms = results.filter((result) => !result.leak && result.suspects > 0).length;
  const reported = results.filter((result) => result.suspects > 0);
  const repaired = results.filter((result) => result.shouldBe);
  const verified = share(repaired.filter((result) => result.verified === result.shouldBe), repaired);
  const percent = (number) => `${(100 * number).toFixed(0)} %`;
  console.log(
    `\n${leaks.length} leaks, ${results.length - leaks.length} innocent: recall ${percent(share(found, leaks))}, ` +
      `precision ${percent(share(found, reported))}, first ${percent(first)}, first three ${percent(firstThree)}, ` +
      `false alarms ${falseAlarms}, fixes judged right ${percent(verified)} of ${repaired.length}`,
  );
  const isBelow =
    first < BAR.first || firstThree < BAR.firstThree || falseAlarms > BAR.falseAlarms || verified < BAR.verified;
  if (isBelow || results.length === 0) {
    console.error(`below the recorded bar: ${JSON.stringify(BAR)}`);
    process.exitCode = 1;
  }
}

main();
