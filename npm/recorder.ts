/**
 * Snapshots of this process, taken without a file and kept by a worker.
 *
 * The engine's memory, the packed snapshots and all analysis are in the worker's own heap, which no snapshot of this
 * thread contains; what is left here is a thread's handle and one stream at a time, the same in every snapshot.
 */

import { once } from 'node:events';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import type { Findings } from '../www/engine/findings.js';

/** What the worker is asked, one thing at a time. Chunks are of the snapshot that was begun last. */
export type Request =
  | { readonly kind: 'begin'; readonly keep: number }
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
  | { readonly kind: 'suspects'; readonly redact: boolean };

/** Its answer: what it found, or why it could not. */
export interface Answer {
  readonly json?: string;
  readonly error?: string;
}

export class Recorder {
  readonly #worker: Worker;
  readonly #keep: number;

  /** Keeps the latest snapshots only, so many. */
  constructor(keep: number) {
    this.#keep = keep;
    // None of the program's variables and flags: what they preload has no business in the worker.
    this.#worker = new Worker(path.join(__dirname, 'recorder-worker.js'), { env: {}, execArgv: [], name: 'leakscope' });
    this.#worker.unref();
  }

  /** Takes a snapshot. The program stands still until V8 has it, and runs while it is handed over. */
  async capture(): Promise<void> {
    await settle();
    await this.#whileBusy(async () => {
      let taken = this.#ask({ kind: 'begin', keep: this.#keep });
      for await (const bytes of v8.getHeapSnapshot()) {
        await taken;
        taken = this.#ask({ kind: 'chunk', bytes: bytes as Uint8Array });
      }
      await taken;
    });
  }

  /** Who holds what grew, from the oldest snapshot that is kept to the latest. */
  async suspects(redact: boolean): Promise<Findings> {
    const { json } = await this.#whileBusy(() => this.#ask({ kind: 'suspects', redact }));
    return JSON.parse(json ?? '') as Findings;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(request: Request): Promise<Answer> {
    const answered = once(this.#worker, 'message');
    this.#worker.postMessage(request);
    const [answer] = (await answered) as [Answer];
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  /** Keeps the process alive while something is being done, and only then. */
  async #whileBusy<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#worker.ref();
    try {
      return await work();
    } finally {
      this.#worker.unref();
    }
  }
}

/** Turns of the event loop in which finalizers, timers of zero and closing sockets may end what they hold. */
const TURNS = 3;

/** Lets what has ended be collected. V8 itself collects before a snapshot, but gives the program no turn in between. */
async function settle(): Promise<void> {
  const collect = collector();
  for (let turn = 0; turn < TURNS; turn++) {
    await nextTurn();
    collect();
  }
  await nextTurn();
}

let collectGarbage: (() => void) | undefined;

/** The function `gc`, which Node.js gives to new contexts once it is told to. */
function collector(): () => void {
  if (collectGarbage === undefined) {
    v8.setFlagsFromString('--expose-gc');
    collectGarbage = vm.runInNewContext('gc') as () => void;
    v8.setFlagsFromString('--no-expose-gc');
  }
  return collectGarbage;
}
