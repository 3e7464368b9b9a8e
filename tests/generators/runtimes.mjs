// Takes two heap snapshots of programs/library.js, before and after it leaked, in a runtime other than a new Node.js:
// how each one is installed, started, and asked. Each comes from a public registry in a pinned version, and runs in a
// folder of its own (`place`) with an empty environment, because paths and environment end up in a snapshot.

import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';
import {fileURLToPath} from 'node:url';
import {installed} from '../leaks/make/install.mjs';
import {Inspected} from './inspected.mjs';

const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url));
const PYTHON_PACKAGES = fileURLToPath(new URL('../.cache/python', import.meta.url));

/** name of the pair → its runtime, in the version of the sample. */
export const RUNTIME_PAIRS = {
  'node6.heapsnapshot': inspectedNode('6.17.1'),
  'node8.heapsnapshot': inspectedNode('8.17.0'),
  'node10.heapsnapshot': inspectedNode('10.24.1'),
  'bun.heapsnapshot': asCommonJs({'@oven/bun-linux-x64': '1.4.5'}, '@oven/bun-linux-x64/bin/bun'),
  'deno.heapsnapshot': deno('2.9.6'),
  'hermes05.heapsnapshot': hermes('0.5.0'),
  'hermes11.heapsnapshot': hermes('0.11.0'),
  'mini-racer.heapsnapshot': miniRacer('0.14.1'),
  'workerd.heapsnapshot': workerd('1.20261117.1'),
};

/** Writes program files, one after the other, as one file of `place`. */
function layOut(place, name, parts) {
  const texts = parts.map(part => fs.readFileSync(path.join(PROGRAMS, part), 'utf8'));
  fs.writeFileSync(path.join(place, name), texts.join(''));
}

/** Copies an installed program, so that its path in the snapshot tells nothing of the machine. */
function copyProgram(packages, program, place) {
  const copy = path.join(place, path.basename(program));
  fs.copyFileSync(path.join(installed(packages), program), copy);
  fs.chmodSync(copy, 0o755);
  return copy;
}

/** A runtime with `require('v8').writeHeapSnapshot`. */
function asCommonJs(packages, program) {
  return (place, files) => {
    layOut(place, 'program.cjs', ['library.js', 'library-waiting.js', 'take-node.cjs']);
    const binary = copyProgram(packages, program, place);
    execFileSync(binary, ['program.cjs', ...files], {cwd: place, env: {}, stdio: 'inherit'});
  };
}

/** As a module: for `require`, Deno loads all of its Node.js. */
function deno(version) {
  return (place, files) => {
    layOut(place, 'program.mjs', ['library.js', 'library-waiting.js', 'take-deno.mjs']);
    const binary = copyProgram({'@deno/linux-x64-glibc': version}, '@deno/linux-x64-glibc/deno', place);
    execFileSync(binary, ['run', '--allow-all', 'program.mjs', ...files], {cwd: place, env: {}, stdio: 'inherit'});
  };
}

function hermes(version) {
  return (place, files) => {
    layOut(place, 'program.js', ['library.js', 'take-hermes.js']);
    const binary = copyProgram({'hermes-engine-cli': version}, 'hermes-engine-cli/linux64-bin/hermes', place);
    // This program of Hermes 0.7 and later crashes when it ends, whatever it ran; its files are whole by then.
    spawnSync(binary, ['program.js'], {cwd: place, env: {}, stdio: 'inherit'});
    ['before', 'after'].forEach((moment, at) => {
      fs.renameSync(path.join(place, `${moment}.heapsnapshot`), path.join(place, files[at]));
    });
  };
}

function miniRacer(version) {
  return (place, files) => {
    layOut(place, 'program.js', ['library.js', 'library-waiting.js']);
    const package_ = path.join(PYTHON_PACKAGES, `mini-racer-${version}`);
    if (!fs.existsSync(package_)) {
      execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--target', package_, `mini-racer==${version}`]);
    }
    const taker = path.join(PROGRAMS, 'take-mini-racer.py');
    execFileSync('python3', [taker, 'program.js', ...files], {cwd: place, env: {...process.env, PYTHONPATH: package_}});
  };
}

/** Node.js as it was before `v8.writeHeapSnapshot`: everything is asked for through its inspector. */
function inspectedNode(version) {
  return async (place, files) => {
    const parts = ['library.js', ...(version.startsWith('6.') ? [] : ['library-waiting.js']), 'take-inspected.js'];
    layOut(place, 'program.js', parts);
    const binary = copyProgram({node: version}, 'node/bin/node', place);
    const port = await freePort(); // Node.js 6 does not choose one
    const child = spawn(binary, [`--inspect=${port}`, 'program.js'], {cwd: place, env: {}, stdio: ['ignore', 'ignore', 'pipe']});
    await whileRunning(child, child.stderr, async told => {
      // Node.js 6 tells it as a page to open, later ones as an address.
      const [, address] = await told(/ws(?::\/\/|=)(127\.0\.0\.1:\d+\/[-\w]+)/);
      await told(/^the library is open$/);
      await takeInspected(address, files.map(file => path.join(place, file)), (inspected, count) =>
        inspected.evaluate(`work(${count})`),
      );
    });
  };
}

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** workerd, whose worker works when it is fetched from and whose snapshots come through its inspector. */
function workerd(version) {
  return async (place, files) => {
    layOut(place, 'program.mjs', ['library.js', 'library-waiting.js', 'take-workerd.mjs']);
    layOut(place, 'workerd.capnp', ['workerd.capnp']);
    const binary = copyProgram({'@cloudflare/workerd-linux-64': version}, '@cloudflare/workerd-linux-64/bin/workerd', place);
    const args = ['serve', '--control-fd=1', '--inspector-addr=127.0.0.1:0', 'workerd.capnp'];
    const child = spawn(binary, args, {cwd: place, env: {}, stdio: ['ignore', 'pipe', 'inherit']});
    await whileRunning(child, child.stdout, async told => {
      const [, inspector] = await told(/"listen-inspector","port":(\d+)/);
      const [, http] = await told(/"listen","socket":"http","port":(\d+)/);
      await takeInspected(`127.0.0.1:${inspector}/main`, files.map(file => path.join(place, file)), (_, count) =>
        fetch(`http://127.0.0.1:${http}/?lend=${count}`).then(response => response.text()),
      );
    });
  };
}

/** One inspector session for both snapshots: ids do not outlive it. */
async function takeInspected(address, files, work) {
  const inspected = await Inspected.at(address);
  await inspected.send('HeapProfiler.enable');
  for (const [at, count] of [30, 300].entries()) {
    await work(inspected, count);
    await inspected.writeSnapshot(files[at]);
  }
  inspected.close();
}

/** Lets `use` wait for lines that the running child prints; the child ends with it. */
async function whileRunning(child, output, use) {
  const lines = [];
  const waiting = new Set();
  readline.createInterface({input: output}).on('line', line => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const gone = once(child, 'exit');
  const told = pattern =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = lines.map(line => pattern.exec(line)).find(Boolean);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      gone.then(([code]) => reject(new Error(`it ended with ${code}:\n${lines.join('\n')}`)));
      look();
    });
  try {
    await use(told);
  } finally {
    child.kill();
    await gone;
  }
}
