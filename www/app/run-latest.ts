/**
 * Keeps a task at the answer to what is wanted now. People choose other snapshots at any moment, so every run may be
 * overtaken at every step: a run asks engines only by its own `ask`, whose answer ends a run that another one has
 * overtaken. So such a run asks nothing more, and leaves nothing behind that is shown.
 */
import { effect, type Signal } from '@preact/signals';
import { EngineFailure, Superseded } from '../engine/client';
import { crashed } from '../engine/errors';
import type { Calls, Method, ResultName } from '../engine/protocol';
import type { SnapshotKey } from '../state/snapshots';
import type { Task } from '../state/task';
import { ask, newGeneration } from './engines';

/** What a run may do. */
export interface Run<Step> {
  /** Asks a snapshot's engine; throws `Superseded` if the run is overtaken. */
  ask<M extends Method>(snapshot: SnapshotKey, method: M, args: Calls[M]['args']): Promise<Calls[M]['result']>;
  /** Says how far the run is. */
  reached(step: Step): void;
}

/** What is wanted now: an answer about which snapshots, whether it can be found out already, and how. */
export interface Wanted<T, Step> {
  readonly keys: ResultName;
  readonly mayStart: boolean;
  find(run: Run<Step>): Promise<T>;
}

/** `wanted` is asked again whenever a signal that it reads changes; null if there is nothing to find out. */
export function keepAnswered<T, Step = null>(
  name: string,
  task: Signal<Task<T, Step>>,
  wanted: () => Wanted<T, Step> | null,
): () => void {
  let runs = 0;
  return effect(() => {
    const now = wanted();
    const state = task.peek();
    if (now === null) {
      runs += 1;
      task.value = { kind: 'none' };
    } else if (!isBegun(state, now.keys)) {
      const mine = ++runs;
      if (now.mayStart) void begin(name, task, now, () => mine === runs);
      else task.value = { kind: 'waiting', keys: now.keys };
    }
  });
}

const isBegun = <T, Step>(state: Task<T, Step>, keys: ResultName): boolean =>
  state.kind !== 'none' && state.kind !== 'waiting' && state.keys === keys;

async function begin<T, Step>(
  name: string,
  task: Signal<Task<T, Step>>,
  { keys, find }: Wanted<T, Step>,
  isLatest: () => boolean,
): Promise<void> {
  task.value = { kind: 'running', keys, step: null };
  try {
    const value = await find({
      ask: async (snapshot, method, args) => {
        // Not as the table of that name, whose calls must not take the place of these.
        const answer = await ask(snapshot, method, args, newGeneration(snapshot, `find ${name}`));
        if (!isLatest()) throw new Superseded();
        return answer;
      },
      reached: (step) => {
        if (isLatest()) task.value = { kind: 'running', keys, step };
      },
    });
    if (isLatest()) task.value = { kind: 'ready', keys, value };
  } catch (thrown) {
    if (!isLatest()) return;
    // Whatever it was: else everything that comes after it would wait for ever.
    const isRefused = thrown instanceof EngineFailure;
    task.value = { kind: 'failed', keys, error: isRefused ? thrown.reason : crashed(String(thrown)) };
    if (!isRefused) throw thrown;
  }
}
