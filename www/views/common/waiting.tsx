/**
 * In the place of an answer that is not there: why there is none, or that it is on its way. After a moment it says how long that
 * takes and how much of what every question may need is computed, and the question can be given up.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { giveUp } from '../../app/engines';
import { readySnapshots, type SnapshotKey } from '../../state/snapshots';
import { handOnFocus, takeLostFocus } from '../../widgets/focus';
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
  /** Said while the answer is on its way. */
  readonly children: ComponentChildren;
}

export const Waiting = (props: Props) =>
  props.of.error === null ? <UnderWay {...props} /> : <Notice tone="error">{props.of.error}</Notice>;

function UnderWay({ of, snapshot, view, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => () => handOnFocus(place.current), []);
  const [seconds, setSeconds] = useState(0);
  const [isAskedAgain, setAskedAgain] = useState(false);
  useEffect(() => {
    setSeconds(0);
    if (of.isGivenUp) return;
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, [of.isGivenUp]);
  const again = () => {
    setAskedAgain(true);
    of.again();
  };
  const done = readySnapshots.value.find(({ key }) => key === snapshot)?.life.done.length ?? PHASES;
  return (
    <div ref={place}>
      {of.isGivenUp ? (
        <Notice>
          Given up.{' '}
          <button type="button" ref={takeLostFocus} onClick={again}>
            Ask again
          </button>
        </Notice>
      ) : (
        <>
          <Notice>{children}</Notice>
          {(seconds > 0 || isAskedAgain) && (
            <p class="notice">
              <Progress label="How far it is" value={done < PHASES ? done / PHASES : undefined} words={`${seconds} s`} />{' '}
              <button type="button" ref={isAskedAgain ? takeLostFocus : null} onClick={() => giveUp(snapshot, view)}>
                Cancel
              </button>
            </p>
          )}
        </>
      )}
    </div>
  );
}
