// Run by vitest: the first test fails with the leak's sentence, the second passes.

import {expectNoLeak} from 'leakscope';
import {test} from 'vitest';

class Session {
  constructor(number) {
    this.text = 'x'.repeat(300) + number;
  }
}

const sessions = [];

test('keeps', {timeout: 120_000}, async () => {
  await expectNoLeak(() => void sessions.push(new Session(sessions.length)));
});

test('lets go', {timeout: 120_000}, async () => {
  await expectNoLeak(() => void new Session(0));
});
