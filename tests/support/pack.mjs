// How stored snapshots are packed.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import zlib from 'node:zlib';

/** Writes `snapshot` as `file`.gz, by zopfli if $ZOPFLI names that program; gives the bytes it takes. */
export function pack(file, snapshot) {
  if (process.env.ZOPFLI) {
    fs.writeFileSync(file, snapshot);
    execFileSync(process.env.ZOPFLI, [file]);
    fs.rmSync(file);
  } else {
    fs.writeFileSync(`${file}.gz`, zlib.gzipSync(snapshot, {level: 9}));
  }
  return fs.statSync(`${file}.gz`).size;
}
