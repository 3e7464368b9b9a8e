/**
 * Said while the answer to a question is on its way. After a moment it says how long that takes and how much of what every
 * question may need is computed, and the question can be given up.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { giveUp } from '../../app/engines';
import { readySnapshots, type SnapshotKey } from '../../state/snapshots';
import { takeLostFocus } from '../../widgets/focus';
import { Progress } from '../../widgets/progress';
import { Notice } from './notice';
import type { Latest } from './use-latest';

/** Distances, retainers, dominators, retained sizes. */
const PHASES = 4;

interface Props {
  readonly of: Latest<unknown>;
  readonly snapshot: SnapshotKey;
  /** The name under which it was asked. */
  readonly view: string;
  readonly children: ComponentChildren;
}

export function Waiting({ of, snapshot, view, children }: Props) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    setSeconds(0);
    if (of.isGivenUp) return;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [of.isGivenUp]);
  if (of.isGivenUp)
    return (
      <Notice>
        Given up.{' '}
        <button type="button" ref={takeLostFocus} onClick={of.again}>
          Ask again
        </button>
      </Notice>
    );
  const done = readySnapshots.value.find(({ key }) => key === snapshot)?.life.done.length ?? PHASES;
  return (
    <>
      <Notice>{children}</Notice>
      {seconds > 0 && (
        <p class="notice">
          <Progress label="How far it is" value={done < PHASES ? done / PHASES : undefined} words={`${seconds} s`} />{' '}
          <button type="button" onClick={() => giveUp(snapshot, view)}>
            Cancel
          </button>
        </p>
      )}
    </>
  );
}
