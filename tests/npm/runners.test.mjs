// In other runners of tests than Node's own, `expectNoLeak` fails the same test, with the same sentence and place.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {folder, run} from './installed.mjs';

const REPORT = path.join(folder, 'report.json');

// Both write the same report; vitest took it over from jest.
const RUNNERS = [
  ['vitest', 'vitest/vitest.mjs', ['run', 'vitest.test.ts', '--reporter=json', `--outputFile=${REPORT}`]],
  ['jest', 'jest/bin/jest.js', ['jest.test.cjs', '--testMatch=**/*.test.cjs', '--json', `--outputFile=${REPORT}`]],
];

for (const [name, script, args] of RUNNERS) {
  test(name, async () => {
    fs.rmSync(REPORT, {force: true});
    const {status, stderr} = await run(process.execPath, [path.join('node_modules', script), ...args]);
    assert.equal(status, 1, stderr);
    const [{assertionResults}] = JSON.parse(fs.readFileSync(REPORT, 'utf8')).testResults;
    const [keeps, letsGo] = assertionResults;
    assert.deepEqual([keeps.title, keeps.status, letsGo.title, letsGo.status], ['keeps', 'failed', 'lets go', 'passed']);
    const [message] = keeps.failureMessages;
    assert.match(message, /1 thing kept growing, in 3 snapshots with 100 runs between each:/);
    assert.match(message, /\n1\. sessions grew by 200 entries to 300 .*: 200 new Session/);
    assert.match(message, /\n +at Session \(.*\b\w+\.test\.(ts|cjs):\d+:\d+\)/);
  });
}
