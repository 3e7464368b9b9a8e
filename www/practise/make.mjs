/**
 * Makes the snapshots of Practise: of each program and of its repair two, with the same visits in between.
 *
 *   node www/practise/make.mjs FOLDER NODE     (FOLDER is made if need be; NODE is the program to run, a plain copy of node)
 *
 * Writes FOLDER/prices.tar.zst and FOLDER/sessions.tar.zst, by the programs git, tar and zstd; the page ships them from
 * www/public/practise/. Four snapshots in one archive take little more than one: what is the same in them is packed once, for
 * which the window is longer than two of them.
 */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RecordedProgram } from '../sample/recorded-program.mjs';

/** Visits before the first and before the second snapshot, and how long each is waited for: prices come with time. */
const LOADS = {
  prices: { visits: [20, 40], seconds: 2 },
  sessions: { visits: [100, 800], seconds: 0 },
};

const [folder, node] = process.argv.slice(2);
if (folder === undefined || node === undefined) throw new Error('usage: node make.mjs FOLDER NODE');

await mkdir(folder, { recursive: true });
for (const [name, load] of Object.entries(LOADS)) {
  const program = join(folder, `${name}.js`);
  await copyFile(join(import.meta.dirname, `${name}.js`), program);
  const files = await takePair(name, load, '');
  run('git', ['apply', join(import.meta.dirname, `${name}.diff`)]);
  files.push(...(await takePair(name, load, 'fixed-')));
  const archive = join(folder, `${name}.tar`);
  run('tar', ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '-cf', archive, ...files]);
  run('zstd', ['-19', '--long=25', '--force', '--rm', archive]);
  for (const file of files) await rm(join(folder, file));
}

async function takePair(name, { visits: [warmUp, load], seconds }, prefix) {
  const server = new RecordedProgram(folder, node, `${name}.js`);
  try {
    await server.visit(warmUp);
    await pause(seconds * 1000);
    // The next visit is answered when the snapshot has been written.
    await server.snapshot(`${prefix}before`);
    await server.visit(load);
    await pause(seconds * 1000);
    await server.snapshot(`${prefix}after`);
  } finally {
    await server.end();
  }
  return ['before', 'after'].map((which) => `${prefix}${which}.heapsnapshot`);
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw error ?? new Error(`${command} failed`);
}
