// Runs a Node service, puts it under load and has it write heap snapshots in between.

import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {installed} from './install.mjs';
import {answering, freePort, load, orExit} from './load.mjs';

const PRELOADED = 'snapshots.cjs';

/** Lays out Node and what is loaded before the program. Returns Node's version. */
function layOutNode(spec, place) {
  const major = /^node (\d+)$/.exec(spec.runtime)[1];
  fs.copyFileSync(path.join(installed({node: major}), 'node/bin/node'), path.join(place, 'node'));
  fs.copyFileSync(fileURLToPath(new URL(PRELOADED, import.meta.url)), path.join(place, PRELOADED));
  return execFileSync(path.join(place, 'node'), ['-v'], {encoding: 'utf8'}).trim();
}

/** Runs `place`/server.js and hands the snapshots `names` to `keep`. Returns the runtime with its full version. */
export async function takeNodeSeries(spec, place, names, keep) {
  const version = layOutNode(spec, place);
  const port = await freePort();
  // Without an environment, because it would be in the snapshot.
  const child = spawn(path.join(place, 'node'), ['--expose-gc', '-r', `./${PRELOADED}`, 'server.js'], {
    cwd: place,
    env: {PORT: String(port)},
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const orDied = orExit(child);
  try {
    await orDied(answering(port));
    let from = 0;
    for (const name of names) {
      const count = from === 0 ? spec.warmUp : spec.units;
      await orDied(load(spec, port, from, count));
      from += count;
      child.send(`${name}.heapsnapshot`);
      await orDied(once(child, 'message'));
      keep(name, fs.readFileSync(path.join(place, `${name}.heapsnapshot`)));
      fs.rmSync(path.join(place, `${name}.heapsnapshot`));
    }
  } finally {
    child.kill('SIGKILL');
  }
  return `node ${version}`;
}
