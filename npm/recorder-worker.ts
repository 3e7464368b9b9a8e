/**
 * The worker behind recorder.ts: keeps the latest snapshots, each packed as it comes, and runs the command line over
 * them. Packed they take about a tenth of their size; the command line reads what is packed.
 */

import { parentPort } from 'node:worker_threads';
import zlib from 'node:zlib';
import { compileEngine } from './engine.js';
import type { Answer, Request } from './recorder.js';
import { runCommandLine, type Host, type Source } from './wasi.js';

/** Pieces of gzip, which one after the other are gzip again. */
type Packed = Uint8Array[];

const kept: Packed[] = [];
let engine: WebAssembly.Module | null = null;

parentPort?.on('message', (request: Request) => {
  let answer: Answer;
  try {
    answer = respond(request);
  } catch (thrown) {
    answer = { error: `leakscope: ${String(thrown)}` };
  }
  parentPort?.postMessage(answer);
});

function respond(request: Request): Answer {
  switch (request.kind) {
    case 'begin':
      kept.push([]);
      kept.splice(0, kept.length - request.keep);
      return {};
    case 'chunk':
      kept.at(-1)?.push(zlib.gzipSync(request.bytes, { level: 1 }));
      return {};
    case 'suspects':
      return suspects(request.redact);
  }
}

function suspects(redact: boolean): Answer {
  engine ??= compileEngine();
  const names = kept.map((_, index) => `snapshot ${index + 1}`);
  const printed: Record<1 | 2, Uint8Array[]> = { 1: [], 2: [] };
  const host: Host = {
    standardInput: sourceOf([]),
    open: (name) => sourceOf(kept[names.indexOf(name)] ?? []),
    status: () => ({ size: null }),
    write: (descriptor, bytes) => printed[descriptor].push(bytes.slice()),
    isTerminal: () => false,
  };
  const args = ['suspects', ...names, '--format', 'json', ...(redact ? ['--redact'] : [])];
  const code = runCommandLine(engine, args, {}, host);
  return code === 0 ? { json: text(printed[1]) } : { error: text(printed[2]).trim() };
}

const text = (bytes: Uint8Array[]): string => Buffer.concat(bytes).toString();

/** A snapshot that is read once, from its first piece to its last. */
function sourceOf(pieces: Packed): Source {
  let [piece, position] = [0, 0];
  return {
    size: null,
    read(into) {
      const current = pieces[piece];
      if (current === undefined) return 0;
      const part = current.subarray(position, position + into.length);
      into.set(part);
      position += part.length;
      if (position === current.length) [piece, position] = [piece + 1, 0];
      return part.length;
    },
    close() {},
  };
}
