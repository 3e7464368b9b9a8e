/** The command line's surroundings in a terminal: files, pipes and the standard streams, by way of node:fs. */

import fs from 'node:fs';
import tty from 'node:tty';
import type { Host, Status } from './wasi.js';

export const nodeHost: Host = {
  standardInput: { size: null, read: (into) => read(0, into), close: () => {} },
  open(path) {
    let descriptor = fs.openSync(path, 'r');
    return {
      ...status(fs.fstatSync(descriptor)),
      read: (into) => read(descriptor, into),
      rewind() {
        fs.closeSync(descriptor);
        descriptor = fs.openSync(path, 'r');
      },
      close: () => fs.closeSync(descriptor),
    };
  },
  status: (path) => status(fs.statSync(path)),
  write(descriptor, bytes) {
    for (let written = 0; written < bytes.length; ) {
      written += untilReady(() => fs.writeSync(descriptor, bytes, written));
    }
  },
  isTerminal: (descriptor) => tty.isatty(descriptor),
};

function status(stats: fs.Stats): Status {
  return { size: stats.isFile() ? stats.size : null, isFolder: stats.isDirectory() };
}

function read(descriptor: number, into: Uint8Array): number {
  try {
    return untilReady(() => fs.readSync(descriptor, into));
  } catch (thrown) {
    // So Windows says that a pipe has come to its end.
    if (codeOf(thrown) === 'EOF') return 0;
    throw thrown;
  }
}

const clock = new Int32Array(new SharedArrayBuffer(4));

/** Pipes and terminals that other programs have made non-blocking are not always ready. */
function untilReady(call: () => number): number {
  for (;;) {
    try {
      return call();
    } catch (thrown) {
      if (codeOf(thrown) !== 'EAGAIN') throw thrown;
      Atomics.wait(clock, 0, 0, 5);
    }
  }
}

const codeOf = (thrown: unknown): unknown => (thrown as { code?: unknown } | null)?.code;
