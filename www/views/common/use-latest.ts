/** Loads something whenever what it depends on changes; a late answer to an earlier question is ignored. */
import { useLayoutEffect, useState } from 'preact/hooks';
import { Superseded } from '../../engine/client';

export interface Latest<T> {
  /** The newest answer; while the next one is under way, the one before it. */
  readonly value: T | null;
  readonly error: string | null;
}

export function useLatest<T>(load: () => Promise<T>, dependencies: readonly unknown[]): Latest<T> {
  const [latest, setLatest] = useState<Latest<T>>({ value: null, error: null });
  // Asked at once and not after the next frame: the answer is what the frame is for.
  useLayoutEffect(() => {
    let current = true;
    load().then(
      (value) => {
        if (current) setLatest({ value, error: null });
      },
      (thrown: unknown) => {
        if (!current || thrown instanceof Superseded) return;
        setLatest({ value: null, error: thrown instanceof Error ? thrown.message : String(thrown) });
      },
    );
    return () => {
      current = false;
    };
  }, dependencies);
  return latest;
}
