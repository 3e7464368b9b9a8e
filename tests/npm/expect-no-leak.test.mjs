// `expectNoLeak` names the leak of real servers, and lets the same servers pass when they are mended.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import path from 'node:path';
import {folder, nodes, run} from './installed.mjs';

async function check(node, server, state) {
  const {status, stdout, stderr} = await run(node, ['check.mjs', server, state]);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

const [here, ...others] = nodes;
const CASES = [
  ...['express', 'fastify', 'ws'].map((server) => [here, server]),
  ...others.map((node) => [node, 'ws']),
];

for (const [node, server] of CASES) {
  const version = path.relative(folder, node).split(path.sep)[1] ?? process.version;

  test(`${server} that leaks, ${node === here ? process.version : version}`, async (context) => {
    const {expected} = await import(pathToFileURL(path.join(folder, `${server}.mjs`)));
    const {message, seconds, megabytes} = await check(node, server, 'leaking');
    context.diagnostic(`${seconds.toFixed(1)} s, ${megabytes} MB`);
    assert.match(message, /^1 thing kept growing, in 3 snapshots with 100 runs between each:\n\n1\. /);
    const [, , sentence, place, held] = message.split('\n');
    assert.match(sentence, expected.leak);
    assert.match(sentence, /grew by 200 entries to 300/);
    assert.match(place, expected.place);
    assert.match(held, /^ {3}held by .* → /);
  });

  test(`${server} that is mended, ${node === here ? process.version : version}`, async (context) => {
    const {message, seconds, megabytes} = await check(node, server, 'mended');
    context.diagnostic(`${seconds.toFixed(1)} s, ${megabytes} MB`);
    assert.equal(message, null);
  });
}

const inProcess = (script, ...flags) => run(here, [...flags, '--input-type=module', '--eval', script]);

test('it blames nothing of its own, however often it is called, and allows what it is told to', async () => {
  const { status, stderr } = await inProcess(`
    import {expectNoLeak} from 'leakscope';
    for (let time = 0; time < 3; time++) await expectNoLeak(() => {});
    const kept = [];
    const leak = () => kept.push({text: 'x'.repeat(400) + kept.length});
    await expectNoLeak(leak, {allow: [/kept/]});
    await expectNoLeak(leak).then(() => process.exit(9), (error) => {
      if (error.findings.suspects[0].newEntries !== 200) process.exit(8);
    });
  `);
  assert.deepEqual([status, stderr], [0, '']);
});

test('what the action throws is thrown, and wrong options are refused', async () => {
  const {stdout} = await inProcess(`
    import {expectNoLeak} from 'leakscope';
    const say = (error) => console.log(error.message);
    await expectNoLeak(() => { throw new Error('mine'); }).catch(say);
    await expectNoLeak(() => {}, {runs: 0}).catch(say);
  `);
  assert.equal(stdout, 'mine\nexpectNoLeak: runs must be a whole number of 1 or more, not 0\n');
});
