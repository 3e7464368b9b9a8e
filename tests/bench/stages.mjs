// Where the engine was while something took long: the functions that were running, by Node.js' sampling profiler. They have
// names in an engine that was packaged with -g in the place of --strip-debug (wasm-pack.toml).

import {Session} from 'node:inspector/promises';

const INTERVAL_MICROSECONDS = 500;
/** A function that was running in so many of the samples says where it was. */
const MOST_OF = 0.5;
const SHOWN = 3;

/** Starts to look; what it gives ends that, and gives what says of a span of time which functions were running. */
export async function watchStages() {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', {interval: INTERVAL_MICROSECONDS});
  await session.post('Profiler.start');
  return async () => {
    const {profile} = await session.post('Profiler.stop');
    session.disconnect();
    return stagesOf(profile);
  };
}

/** Now, as the profiler counts time. */
export const now = () => Number(process.hrtime.bigint() / 1000n);

function stagesOf({nodes, samples, timeDeltas, startTime}) {
  const byId = new Map(nodes.map(node => [node.id, {name: readable(node.callFrame.functionName)}]));
  for (const {id, children = []} of nodes) for (const child of children) byId.get(child).above = byId.get(id);
  let time = startTime;
  const times = timeDeltas.map(delta => (time += delta));
  return (from, to) => {
    const running = new Map();
    let all = 0;
    for (let at = 0; at < samples.length; at++) {
      if (times[at] < from || times[at] > to) continue;
      all++;
      for (let node = byId.get(samples[at]), depth = 0; node; node = node.above, depth++) {
        const {count = 0, lowest = 0} = running.get(node.name) ?? {};
        running.set(node.name, {count: count + 1, lowest: Math.max(lowest, depth)});
      }
    }
    const most = [...running].filter(([, {count}]) => count >= all * MOST_OF);
    most.sort(([, one], [, other]) => other.lowest - one.lowest);
    return most.slice(-SHOWN).map(([name, {count}]) => `${name} ${Math.round((count / all) * 100)} %`).join(' › ');
  };
}

/** The name of a function of Rust without its crate, its hash and its types. */
function readable(name) {
  return name.replace(/::h[0-9a-f]{16}$/, '').replaceAll('leakscope::', '').replaceAll(/\{\{closure\}\}/g, '{}');
}
