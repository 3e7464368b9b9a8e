/**
 * Makes the sample pair: starts server.js, lets it warm up, takes a snapshot, visits it 1,500 times as a new visitor, and
 * takes another.
 *
 *   node www/sample/make.mjs FOLDER NODE     (FOLDER is made if need be; NODE is the program to run, a plain copy of node)
 *
 * Writes FOLDER/before.heapsnapshot.gz and FOLDER/after.heapsnapshot.gz; the page ships them from www/public/sample/.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { RecordedProgram } from './recorded-program.mjs';

const WARM_UP_VISITS = 1000;
const VISITS = 1500;

const [folder, node] = process.argv.slice(2);
if (folder === undefined || node === undefined) throw new Error('usage: node make.mjs FOLDER NODE');

await mkdir(folder, { recursive: true });
await copyFile(join(import.meta.dirname, 'server.js'), join(folder, 'server.js'));
const server = new RecordedProgram(folder, node, 'server.js');
try {
  for (const visits of [WARM_UP_VISITS, VISITS]) {
    await server.visit(visits, (number) => `/books/${number % 400}`);
    const file = await server.snapshot(visits === WARM_UP_VISITS ? 'before' : 'after');
    await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }));
    await rm(file);
  }
} finally {
  await server.end();
}
