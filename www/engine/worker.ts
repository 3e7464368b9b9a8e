/**
 * The worker of one snapshot: it owns one engine instance and one wasm memory. What a person asked for goes first; background
 * computations go on in slices, so that calls arriving meanwhile are answered in between.
 * Built as one script, because it is started from a blob (see www/boot/network-lock.ts).
 */
import { CallQueue, type WaitingCall } from './call-queue';
import { canDoWithout, memoryOfResult } from './calls';
import { attemptConnection } from './connection-attempt';
import { toEngineError } from './errors';
import { readable } from './file-of-page';
import { matchAll } from './expressions';
import { type Heap, initSync } from './pkg/leakscope.js';
import type { CopyRules } from './findings';
import type { Call, EngineError, FromWorker, Phase, ToWorker } from './protocol';
import { redactedCopy, type Source } from './redacted-copy';
import { readSnapshot } from './read-snapshot';
import { warmUp } from './warm-up';

/** The part of DedicatedWorkerGlobalScope that is used; the page's type library does not have it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  addEventListener(type: 'securitypolicyviolation', listener: (event: SecurityPolicyViolationEvent) => void): void;
}

/** How long to compute without looking for calls: half a frame, which nobody notices. */
const SLICE_MS = 8;

const scope = self as unknown as WorkerScope;
const queue = new CallQueue();
let heap: Heap | null = null;
/** What `heap` was read from. */
let source: Source | null = null;
let scheduled = false;
/** Messages to itself are the turns of this worker: unlike timers, browsers do not slow them down. */
const turns = new MessageChannel();
turns.port2.onmessage = run;
/** Whether to compute what nobody waits for. */
let backgroundAllowed = false;

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'start':
      initSync({ module: data.module });
      if (data.probeAddress !== null) void reportAttempt(data.probeAddress);
      return;
    case 'warm-up':
      warmUp();
      post({ kind: 'warm' });
      return;
    case 'match':
      post({ kind: 'matched', answers: matchAll(data.asks) });
      return;
    case 'open':
      void open(data);
      return;
    case 'background':
      backgroundAllowed = data.allowed;
      schedule();
      return;
    case 'copy':
      void copyWithoutData(data.id, data.rules);
      return;
    case 'give-up':
      for (const { id } of queue.giveUp(data.view)) post({ kind: 'superseded', id });
      // With what is being found for it; what others wait for begins anew.
      heap?.giveUp();
      queue.retry();
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

async function open({ file: chosen, entry, pieces }: Extract<ToWorker, { kind: 'open' }>): Promise<void> {
  try {
    const file = import.meta.env.MODE === 'single' ? await readable(chosen, pieces) : chosen;
    source = { file, entry };
    heap = await readSnapshot(file, entry, {
      progress: (progress) => post({ kind: 'progress', progress }),
      fileRead: () => post({ kind: 'file-read' }),
    });
    post({ kind: 'ready', info: heap.info(), pending: pendingPhase(heap) });
    schedule();
  } catch (thrown) {
    post({ kind: 'failed', error: toEngineError(thrown) });
  }
}

async function copyWithoutData(id: number, rules: CopyRules): Promise<void> {
  if (heap === null || source === null) return;
  try {
    post({ kind: 'answer', id, result: await redactedCopy(source, heap, rules) });
  } catch (thrown) {
    post({ kind: 'refusal', id, error: toEngineError(thrown) });
  }
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  turns.port1.postMessage(null);
}

/** Answers everything that waits, then computes a little, if it is allowed or an answer waits for it. */
function run(): void {
  scheduled = false;
  if (heap === null) return;
  for (let call = queue.next(); call !== undefined; call = queue.next()) answer(heap, call);
  if (pendingPhase(heap) === null || !(backgroundAllowed || queue.isSetAside(() => true))) return;
  try {
    runSlice(heap);
  } catch (thrown) {
    post({ kind: 'failed', error: toEngineError(thrown) });
    return;
  }
  schedule();
}

/** Computes until a phase is over, or for as long as a call that arrives meanwhile may wait. */
function runSlice(heap: Heap): void {
  const started = performance.now();
  while (pendingPhase(heap) !== null && performance.now() - started < SLICE_MS) {
    const done = heap.advance(isAnyWaitingForRetainers()) as Phase | undefined;
    if (done === undefined) continue;
    queue.retry();
    // What calls have waited for is news to them alone: tables do not change by it.
    if (done !== 'answers') post({ kind: 'advanced', done, pending: pendingPhase(heap) });
    return;
  }
}

/** The next computation: what a person waits for, or else what answers the first question. */
function pendingPhase(heap: Heap): Phase | null {
  return (heap.pending(isAnyWaitingForRetainers()) as Phase | undefined) ?? null;
}

/** Some call waits for a phase that comes before retainers are there, or for them. */
function isAnyWaitingForRetainers(): boolean {
  return queue.isSetAside(({ waitsFor }) => waitsFor === 'distances' || waitsFor === 'retainers');
}

function answer(heap: Heap, waiting: WaitingCall): void {
  const { id, call } = waiting;
  try {
    const result = perform(heap, call);
    post({ kind: 'answer', id, result }, memoryOfResult(call.method, result));
  } catch (thrown) {
    const error = toEngineError(thrown);
    if (error.kind === 'not-ready') queue.setAside(waiting, error.section as Phase);
    else refuse(waiting, error);
  }
}

function refuse({ id, call }: WaitingCall, error: EngineError): void {
  const lost =
    error.kind === 'crashed' || (error.kind === 'out-of-memory' && !canDoWithout(call.method));
  post(lost ? { kind: 'failed', error } : { kind: 'refusal', id, error });
}

function perform(heap: Heap, call: Call): unknown {
  const method = heap[call.method] as (...args: readonly unknown[]) => unknown;
  return method.apply(heap, call.args);
}
