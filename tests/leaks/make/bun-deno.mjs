// Runs a service of Bun or Deno, puts it under load and has it write heap snapshots in between.

import {execFileSync, spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {installed} from './install.mjs';
import {answering, freePort, load, orExit} from './load.mjs';

const LOADER = 'snapshots.mjs';
const WANTED = 'wanted';

const RUNTIMES = {
  bun: {packages: {bun: '1.4.5'}, file: 'bun/bin/bun.exe', options: []},
  deno: {
    packages: {deno: '2.9.6'},
    file: '@deno/linux-x64-glibc/deno',
    options: ['run', '-A', '--v8-flags=--expose-gc'],
  },
};

/** Asks the program for a snapshot by a file, the one way that all runtimes have. */
async function snapshot(place, name) {
  fs.writeFileSync(path.join(place, `${WANTED}.unfinished`), name);
  fs.renameSync(path.join(place, `${WANTED}.unfinished`), path.join(place, WANTED));
  const file = path.join(place, name);
  while (!fs.existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
  const content = fs.readFileSync(file);
  fs.rmSync(file);
  return content;
}

/** Runs `place`/server.js and hands the snapshots `names` to `keep`. Returns the runtime with its full version. */
export async function takeBunOrDenoSeries(spec, place, names, keep) {
  const {packages, file, options} = RUNTIMES[spec.runtime];
  const program = path.join(place, spec.runtime);
  fs.copyFileSync(path.join(installed(packages), file), program);
  fs.copyFileSync(fileURLToPath(new URL(LOADER, import.meta.url)), path.join(place, LOADER));
  const port = await freePort();
  // Without an environment, because it would be in the snapshot.
  const child = spawn(program, [...options, LOADER], {
    cwd: place,
    env: {PORT: String(port), DENO_DIR: path.join(place, '.deno')},
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const orDied = orExit(child);
  try {
    await orDied(answering(port));
    let from = 0;
    for (const name of names) {
      const count = from === 0 ? spec.warmUp : spec.units;
      await orDied(load(spec, port, from, count));
      from += count;
      keep(name, await orDied(snapshot(place, `${name}.heapsnapshot`)));
    }
  } finally {
    child.kill('SIGKILL');
  }
  const version = execFileSync(program, ['--version'], {encoding: 'utf8', env: {DENO_DIR: place}});
  return `${spec.runtime} ${/\d+\.\d+\.\d+/.exec(version)[0]}`;
}
