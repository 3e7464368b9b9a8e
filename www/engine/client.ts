/**
 * The page's side of one snapshot's worker: the only way to the engine. Every call is answered, refused, or given up
 * (`Superseded`) when a later state of the same view made it pointless. Closing it frees the worker and its memory.
 */
import { memoryOfArguments } from './calls';
import type { ConnectionAttempt } from './connection-attempt';
import { crashed } from './errors';
import { handOver } from './file-of-page';
import type {
  Call,
  Calls,
  EngineError,
  FromWorker,
  Generation,
  HeapInfo,
  Method,
  Phase,
  Progress,
  ToWorker,
} from './protocol';
import type { CopyRules } from './findings';

/** What is needed to start a worker; made once, while the page may still connect. */
export interface EngineParts {
  readonly module: WebAssembly.Module;
  startWorker(): Worker;
  /** Where a worker tries to connect to check the network lock; null if there is no lock to check. */
  readonly probeAddress: string | null;
}

export interface EngineListener {
  connectionAttempt(outcome: ConnectionAttempt): void;
  progress(progress: Progress): void;
  fileRead(): void;
  ready(info: HeapInfo, pending: Phase | null): void;
  advanced(done: Phase, pending: Phase | null): void;
  /** The snapshot is lost; the client has closed itself. */
  failed(error: EngineError): void;
}

/** A call was given up because its answer would not be looked at. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}

/** A call was refused by the engine, or the engine is gone. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
  constructor(readonly reason: EngineError) {
    super(reason.message);
  }
}

/** Rows of a result that other snapshots have taken the place of: nobody looks at them any more. */
const asError = (error: EngineError): Error =>
  error.kind === 'stale' ? new Superseded(error.message) : new EngineFailure(error);

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class EngineClient {
  readonly #worker: Worker;
  readonly #listener: EngineListener;
  readonly #pending = new Map<number, Pending>();
  readonly #generations = new Map<string, number>();
  #lastId = 0;
  #closed = false;

  constructor(parts: EngineParts, file: File, entry: string | undefined, listener: EngineListener) {
    this.#listener = listener;
    this.#worker = parts.startWorker();
    this.#worker.onmessage = (event: MessageEvent<FromWorker>) => this.#receive(event.data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(crashed(event.message || 'its worker stopped'));
    };
    this.#worker.onmessageerror = () => this.#fail(crashed('a message could not be read'));
    this.#send({ kind: 'start', module: parts.module, probeAddress: parts.probeAddress });
    if (import.meta.env.MODE === 'single') {
      const pieces = handOver(file);
      this.#send({ kind: 'open', file, entry, pieces }, [pieces]);
    } else {
      this.#send({ kind: 'open', file, entry });
    }
  }

  call<M extends Method>(
    method: M,
    args: Calls[M]['args'],
    generation: Generation | null = null,
  ): Promise<Calls[M]['result']> {
    const send = (id: number) =>
      this.#send({ kind: 'call', id, generation, call: { method, args } as Call }, memoryOfArguments(method, args));
    return this.#ask<Calls[M]['result']>(send);
  }

  /** The snapshot without data, packed with gzip. */
  redactedCopy(rules: CopyRules): Promise<Blob> {
    return this.#ask<Blob>((id) => this.#send({ kind: 'copy', id, rules }));
  }

  #ask<Result>(send: (id: number) => void): Promise<Result> {
    if (this.#closed) return Promise.reject(new EngineFailure(crashed('it was closed')));
    const id = ++this.#lastId;
    return new Promise<Result>((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      send(id);
    });
  }

  /** Lets the worker compute what nobody waits for yet, or has it rest so that others can use the processor. */
  allowBackground(allowed: boolean): void {
    if (!this.#closed) this.#send({ kind: 'background', allowed });
  }

  /** A new state of a view begins: calls of its earlier states that still wait are given up. */
  newGeneration(view: string): Generation {
    const number = (this.#generations.get(view) ?? 0) + 1;
    this.#generations.set(view, number);
    return { view, number };
  }

  /** Calls of a view that still wait are given up, with what is computed for them. */
  giveUp(view: string): void {
    if (!this.#closed) this.#send({ kind: 'give-up', view });
  }

  close(): void {
    this.#closed = true;
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(new Superseded());
    this.#pending.clear();
  }

  #send(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #receive(message: FromWorker): void {
    if (this.#closed) return;
    switch (message.kind) {
      case 'connection-attempt':
        return this.#listener.connectionAttempt(message.outcome);
      case 'warm':
      case 'matched':
        return;
      case 'progress':
        return this.#listener.progress(message.progress);
      case 'file-read':
        return this.#listener.fileRead();
      case 'ready':
        return this.#listener.ready(message.info, message.pending);
      case 'advanced':
        return this.#listener.advanced(message.done, message.pending);
      case 'answer':
        return this.#settle(message.id)?.resolve(message.result);
      case 'refusal':
        return this.#settle(message.id)?.reject(asError(message.error));
      case 'superseded':
        return this.#settle(message.id)?.reject(new Superseded());
      case 'failed':
        return this.#fail(message.error);
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #fail(error: EngineError): void {
    if (this.#closed) return;
    this.close();
    this.#listener.failed(error);
  }
}
