/** Loads something whenever what it depends on changes; a late answer to an earlier question is ignored. */
import { useLayoutEffect, useState } from 'preact/hooks';
import { Superseded } from '../../engine/client';

export interface Latest<T> {
  /** The newest answer; while the next one is under way, the one before it. */
  readonly value: T | null;
  readonly error: string | null;
  /** Nobody waits for the answer any more (`app/engines.ts`). */
  readonly isGivenUp: boolean;
  again(): void;
}

export function useLatest<T>(load: () => Promise<T>, dependencies: readonly unknown[]): Latest<T> {
  const [times, setTimes] = useState(0);
  const again = () => setTimes(times + 1);
  const [latest, setLatest] = useState<Omit<Latest<T>, 'again'>>({ value: null, error: null, isGivenUp: false });
  // Asked at once and not after the next frame: the answer is what the frame is for.
  useLayoutEffect(() => {
    let current = true;
    setLatest((before) => (before.isGivenUp ? { ...before, isGivenUp: false } : before));
    load().then(
      (value) => {
        if (current) setLatest({ value, error: null, isGivenUp: false });
      },
      (thrown: unknown) => {
        if (!current) return;
        if (thrown instanceof Superseded) setLatest((before) => ({ ...before, isGivenUp: true }));
        else setLatest({ value: null, error: thrown instanceof Error ? thrown.message : String(thrown), isGivenUp: false });
      },
    );
    return () => {
      current = false;
    };
  }, [...dependencies, times]);
  return { ...latest, again };
}
