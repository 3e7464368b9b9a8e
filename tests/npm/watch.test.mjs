// `watch` reports what grows in a running program, on demand, by a timer and on a signal, and ends without a trace.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {run} from './installed.mjs';

const inProcess = (script) => run(process.execPath, ['--input-type=module', '--eval', script]);
const LEAK = `
  import {watch} from 'leakscope';
  class Job { constructor(id) { this.text = 'x'.repeat(100) + id; } }
  class Queue { done = []; work() { for (let job = 0; job < 500; job++) this.done.push(new Job(this.done.length)); } }
  const queue = new Queue();
`;

test('on demand: nothing of its own, then the leak', async () => {
  const {status, stdout, stderr} = await inProcess(`${LEAK}
    const watching = watch({onReport: () => {}});
    const said = [await watching.capture()];
    for (let round = 0; round < 6; round++) {
      if (round > 2) queue.work();
      said.push((await watching.capture()).findings.suspects.map(({holder, newEntries}) => [holder.name, newEntries]));
    }
    await watching.stop();
    console.log(JSON.stringify(said));
  `);
  assert.deepEqual([status, stderr], [0, '']);
  const said = JSON.parse(stdout);
  assert.deepEqual(said.slice(0, 4), [null, [], [], []]);
  assert.deepEqual(said.at(-1), [['Queue.done', 1000]], 'over the three snapshots that are kept');
});

test('by a timer and on a signal; the text goes to the standard error; it holds no process', {skip: process.platform === 'win32'}, async () => {
  for (const [options, ask] of [['everyMs: 50', ''], ["onSignal: 'SIGUSR2'", "process.kill(process.pid, 'SIGUSR2');"]]) {
    const {status, stderr} = await inProcess(`${LEAK}
      let reports = 0;
      const watching = watch({${options}, onReport: ({text}) => { reports++; if (text.includes('Queue.done')) end(text); }});
      const end = (text) => { console.error(text); clearInterval(busy); };
      const busy = setInterval(() => { queue.work(); ${ask} }, 20);
    `);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^leakscope: 1 holder grew by .*\n\n1\. Queue\.done grew by [\d,]+ entries/m);
    assert.match(stderr, /\n {3}at Job \(/);
  }
});
