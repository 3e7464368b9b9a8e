/**
 * A test's code in the page's workers, in every browser alike: drivers reach into workers in Chromium alone. The site hands
 * out its worker's script with this in front of it, which listens on a channel; workers do only what stands here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attemptFromWorker } from './attempts.mjs';
import { SITE } from './site.mjs';
import { until } from './until.mjs';

const CHANNEL = 'test';

function agent(attempt, channelName) {
  const name = Math.random();
  const channel = new BroadcastChannel(channelName);
  const deeds = {
    hello: () => true,
    attempt,
    settled: () => globalThis.settled,
    /** An error that nobody catches. */
    throw: () => void setTimeout(() => {
      throw new Error('on purpose');
    }),
    /** A call that the engine does not have: it breaks down. */
    break: () => self.onmessage({ data: { kind: 'call', id: 1e6, generation: null, call: { method: 'no such', args: [] } } }),
  };
  channel.onmessage = ({ data }) => {
    if (data.answer || (data.to !== null && data.to !== name)) return;
    channel.postMessage({ answer: data.question, from: name, value: deeds[data.deed](data.argument) });
  };
}

export const AGENT = `(${agent})(${attemptFromWorker}, '${CHANNEL}');\n`;

/** From now on the site hands out workers with an agent; `prelude` is run before it. */
export function placeAgents(site, prelude = '') {
  const name = `assets/${readdirSync(join(SITE, 'assets')).find((file) => /^worker-.*\.js$/.test(file))}`;
  site.changed.set(name, prelude + AGENT + readFileSync(join(SITE, name), 'utf8'));
}

/** The names of the workers, as soon as there are so many that listen. */
export const workersOf = (tab, count) =>
  until(`${count} workers answer`, async () => {
    const names = await ask(tab, 'hello', null, null, count);
    return names.length === count && names.map(({ from }) => from);
  });

/** Has a worker do something, and gives what it answers. */
export async function tellWorker(tab, to, deed, argument = null) {
  const [answer] = await ask(tab, deed, argument, to, 1);
  return answer?.value;
}

/** Answers so many, or those that come within a moment. */
function ask(tab, deed, argument, to, count) {
  const message = { question: Math.random(), deed, argument, to };
  return tab.page.evaluate(
    ([channelName, message, count, moment]) =>
      new Promise((resolve) => {
        const channel = new BroadcastChannel(channelName);
        const answers = [];
        const end = () => {
          channel.close();
          resolve(answers);
        };
        setTimeout(end, moment);
        channel.onmessage = ({ data }) => {
          if (data.answer !== message.question) return;
          answers.push(data);
          // One more than is expected would be heard, too.
          if (answers.length === count) setTimeout(end, 50);
        };
        channel.postMessage(message);
      }),
    [CHANNEL, message, count, to === null ? 3000 : 10_000],
  );
}
