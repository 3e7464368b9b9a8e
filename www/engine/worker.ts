/**
 * The worker of one snapshot: it owns one engine instance and one wasm memory. What a person asked for goes first; each
 * background computation is a task of its own, so that calls arriving meanwhile are answered before the next one.
 * Built as one script, because it is started from a blob (see www/boot/network-lock.ts).
 */
import { CallQueue, type WaitingCall } from './call-queue';
import { attemptConnection } from './connection-attempt';
import { toEngineError } from './errors';
import { type Heap, initSync } from './pkg/leakscope.js';
import type { Call, DiffColumns, EngineError, FromWorker, Method, Phase, ToWorker } from './protocol';
import { readSnapshot } from './read-snapshot';

/** The part of DedicatedWorkerGlobalScope that is used; the page's type library does not have it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  addEventListener(type: 'securitypolicyviolation', listener: (event: SecurityPolicyViolationEvent) => void): void;
}

const scope = self as unknown as WorkerScope;
const queue = new CallQueue();
let heap: Heap | null = null;
let scheduled = false;
/** Whether to compute what nobody waits for. */
let backgroundAllowed = false;

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'start':
      initSync({ module: data.module });
      if (data.probeAddress !== null) void reportAttempt(data.probeAddress);
      return;
    case 'open':
      void open(data.file);
      return;
    case 'background':
      backgroundAllowed = data.allowed;
      schedule();
      return;
    case 'call':
      for (const { id } of queue.add(data)) post({ kind: 'superseded', id });
      schedule();
      return;
  }
};

function post(message: FromWorker, transfer: Transferable[] = []): void {
  scope.postMessage(message, transfer);
}

async function reportAttempt(address: string): Promise<void> {
  post({ kind: 'connection-attempt', outcome: await attemptConnection(scope, address) });
}

async function open(file: File): Promise<void> {
  try {
    heap = await readSnapshot(file, {
      progress: (progress) => post({ kind: 'progress', progress }),
      fileRead: () => post({ kind: 'file-read' }),
    });
    post({ kind: 'ready', info: heap.info(), pending: pendingPhase(heap) });
    schedule();
  } catch (thrown) {
    post({ kind: 'failed', error: toEngineError(thrown) });
  }
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  setTimeout(run);
}

/** Answers everything that waits, then does one background computation, if it is allowed or an answer waits for it. */
function run(): void {
  scheduled = false;
  if (heap === null) return;
  for (let call = queue.next(); call !== undefined; call = queue.next()) answer(heap, call);
  if (pendingPhase(heap) === null || !(backgroundAllowed || queue.isAnySetAside)) return;
  try {
    const done = heap.advance(queue.isAnySetAside) as Phase | undefined;
    if (done !== undefined) post({ kind: 'advanced', done, pending: pendingPhase(heap) });
  } catch (thrown) {
    post({ kind: 'failed', error: toEngineError(thrown) });
    return;
  }
  queue.retry();
  schedule();
}

/** The next computation: what a person waits for, or else what answers the first question. */
function pendingPhase(heap: Heap): Phase | null {
  return (heap.pending(queue.isAnySetAside) as Phase | undefined) ?? null;
}

/** These need everything that can be computed, and wait for it. */
const NEEDS_ALL: readonly Method[] = ['exportSummary', 'exportRetainers', 'suspectColumns', 'suspects'];
/** These need much memory for a while; without it the snapshot is as good as before. */
const CAN_DO_WITHOUT: readonly Method[] = ['suspectColumns', 'suspects'];

function answer(heap: Heap, waiting: WaitingCall): void {
  const { id, call } = waiting;
  if (NEEDS_ALL.includes(call.method) && pendingPhase(heap) !== null) {
    queue.setAside(waiting);
    return;
  }
  try {
    const result = perform(heap, call);
    post({ kind: 'answer', id, result }, transferable(call.method, result));
  } catch (thrown) {
    const error = toEngineError(thrown);
    if (error.kind === 'wrong-use' && pendingPhase(heap) !== null) queue.setAside(waiting);
    else refuse(waiting, error);
  }
}

function refuse({ id, call }: WaitingCall, error: EngineError): void {
  const lost =
    error.kind === 'crashed' || (error.kind === 'out-of-memory' && !CAN_DO_WITHOUT.includes(call.method));
  post(lost ? { kind: 'failed', error } : { kind: 'refusal', id, error });
}

function perform(heap: Heap, call: Call): unknown {
  const method = heap[call.method] as (...args: readonly unknown[]) => unknown;
  return method.apply(heap, call.args);
}

/** Whole columns change hands instead of being copied. */
function transferable(method: Call['method'], result: unknown): Transferable[] {
  if (method === 'interfaces') return [(result as Uint8Array<ArrayBuffer>).buffer];
  const isColumns = method === 'diffColumns' || method === 'compare' || method === 'suspectColumns';
  return isColumns ? [...(result as DiffColumns).buffers] : [];
}
