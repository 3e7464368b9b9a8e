/**
 * Calls that wait for the worker, in order of arrival. The background computations run only when this queue has
 * nothing to run; a call whose data is not computed yet is set aside until the next computation is done.
 */
import type { Call, Generation, Phase } from './protocol';

export interface WaitingCall {
  readonly id: number;
  readonly generation: Generation | null;
  readonly call: Call;
}

/** A call that cannot be answered before a phase is over. */
interface SetAside extends WaitingCall {
  readonly waitsFor: Phase;
}

export class CallQueue {
  #waiting: WaitingCall[] = [];
  #setAside: SetAside[] = [];
  readonly #newest = new Map<string, number>();

  /** Adds a call and returns those that it made pointless. */
  add(call: WaitingCall): WaitingCall[] {
    const generation = call.generation;
    this.#waiting.push(call);
    if (generation === null) return [];
    const newest = Math.max(generation.number, this.#newest.get(generation.view) ?? 0);
    this.#newest.set(generation.view, newest);
    return this.#drop((other) => other.generation?.view === generation.view && other.generation.number < newest);
  }

  /** Drops what a view still waits for. */
  giveUp(view: string): WaitingCall[] {
    return this.#drop(({ generation }) => generation?.view === view);
  }

  #drop(isMeant: (call: WaitingCall) => boolean): WaitingCall[] {
    const dropped = [...this.#setAside, ...this.#waiting].filter(isMeant);
    this.#setAside = this.#setAside.filter((call) => !isMeant(call));
    this.#waiting = this.#waiting.filter((call) => !isMeant(call));
    return dropped;
  }

  next(): WaitingCall | undefined {
    return this.#waiting.shift();
  }

  /** Keeps a call that cannot be answered yet. */
  setAside(call: WaitingCall, waitsFor: Phase): void {
    this.#setAside.push({ ...call, waitsFor });
  }

  /** Whether a call of a kind waits for a computation. */
  isSetAside(isMeant: (call: SetAside) => boolean): boolean {
    return this.#setAside.some(isMeant);
  }

  /** More is computed: the calls set aside get another try, before later ones. */
  retry(): void {
    this.#waiting = [...this.#setAside, ...this.#waiting];
    this.#setAside = [];
  }
}
