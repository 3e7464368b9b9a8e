/**
 * Makes the sample pair: starts server.js, lets it warm up, takes a snapshot, visits it 1,500 times as a new visitor, and
 * takes another. Snapshots contain the paths of the program, so it runs in a folder with a neutral name.
 *
 *   node www/sample/make.mjs FOLDER NODE     (FOLDER is made if need be; NODE is the program to run, a plain copy of node)
 *
 * Writes FOLDER/before.heapsnapshot.gz and FOLDER/after.heapsnapshot.gz; the page ships them from www/public/sample/.
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const PORT = 8123;
const WARM_UP_VISITS = 1000;
const VISITS = 1500;

const [folder, node] = process.argv.slice(2);
if (folder === undefined || node === undefined) throw new Error('usage: node make.mjs FOLDER NODE');

await mkdir(folder, { recursive: true });
await copyFile(join(import.meta.dirname, 'server.js'), join(folder, 'server.js'));
const server = spawn(node, ['--heapsnapshot-signal=SIGUSR2', 'server.js'], {
  cwd: folder,
  env: { PORT: String(PORT), PATH: '/usr/bin' },
  stdio: 'inherit',
});
try {
  await visit(WARM_UP_VISITS);
  await snapshot('before');
  await visit(VISITS);
  await snapshot('after');
} finally {
  server.kill();
}

async function visit(times) {
  for (let number = 0; number < times; number++) {
    const response = await whenListening(() => fetch(`http://127.0.0.1:${PORT}/books/${number % 400}`));
    await response.text();
  }
}

async function whenListening(request) {
  for (;;) {
    try {
      return await request();
    } catch (error) {
      if (error.cause?.code !== 'ECONNREFUSED') throw error;
      await pause(50);
    }
  }
}

/** The server is asked by signal, and answers the next request only when the snapshot is written. */
async function snapshot(name) {
  server.kill('SIGUSR2');
  const file = await written();
  const bytes = await readFile(file);
  await writeFile(join(folder, `${name}.heapsnapshot.gz`), gzipSync(bytes, { level: 9 }));
  await rm(file);
}

async function written() {
  for (;;) {
    const name = (await readdir(folder)).find((entry) => entry.endsWith('.heapsnapshot'));
    if (name !== undefined && (await readFile(join(folder, name), 'latin1')).trimEnd().endsWith('}'))
      return join(folder, name);
    await pause(50);
  }
}
