/**
 * Warms the engine up while a person is still looking for files (see engine/warm-up.ts), in a worker that nobody waits for.
 * It gives way as soon as there is a file to read.
 */
import type { EngineParts } from '../engine/client';
import type { FromWorker, ToWorker } from '../engine/protocol';

let worker: Worker | null = null;

export function startWarmingUp({ module, startWorker }: EngineParts): void {
  worker = startWorker();
  const messages: ToWorker[] = [{ kind: 'start', module, probeAddress: null }, { kind: 'warm-up' }];
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'warm') performance.mark('leakscope:engine-warm');
    stopWarmingUp();
  };
  worker.onerror = (event) => {
    event.preventDefault();
    stopWarmingUp();
  };
  for (const message of messages) worker.postMessage(message);
}

export function stopWarmingUp(): void {
  worker?.terminate();
  worker = null;
}
