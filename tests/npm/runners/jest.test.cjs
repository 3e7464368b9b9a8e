// Run by jest: the first test fails with the leak's sentence, the second passes.

const {expectNoLeak} = require('leakscope');

class Session {
  constructor(number) {
    this.text = 'x'.repeat(300) + number;
  }
}

const sessions = [];

test('keeps', async () => {
  await expectNoLeak(() => void sessions.push(new Session(sessions.length)));
}, 120_000);

test('lets go', async () => {
  await expectNoLeak(() => void new Session(0));
}, 120_000);
