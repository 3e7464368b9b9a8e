// A program in TypeScript as it runs in production: bundled into one minified line by esbuild, with a source map beside it.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import * as esbuild from 'esbuild';

const PROGRAM = fileURLToPath(new URL('programs/prices', import.meta.url));

/** Bundles the program in `place`, runs it there by `node`, and keeps bundle and map in `kept`. */
export function takeBundled(place, node, files, kept) {
  fs.cpSync(PROGRAM, path.join(place, 'src'), {recursive: true});
  fs.copyFileSync(node, path.join(place, 'node'));
  esbuild.buildSync({
    absWorkingDir: place,
    entryPoints: ['src/main.ts'],
    outfile: 'dist/prices.js',
    bundle: true,
    minify: true,
    sourcemap: true,
    platform: 'node',
    target: 'node20',
  });
  execFileSync(path.join(place, 'node'), ['dist/prices.js', ...files], {cwd: place, env: {}, stdio: 'inherit'});
  fs.mkdirSync(kept, {recursive: true});
  for (const file of ['prices.js', 'prices.js.map']) fs.copyFileSync(path.join(place, 'dist', file), path.join(kept, file));
}
