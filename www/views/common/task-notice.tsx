/** In the place of an answer that is not there: that it is on its way, or why there is none and what to do. */
import type { ComponentChildren } from 'preact';
import type { ResultName } from '../../engine/protocol';
import { failureOf, type Task } from '../../state/task';
import { Notice } from './notice';

interface Props<T, Step> {
  readonly task: Task<T, Step>;
  /** The snapshots that are looked at. */
  readonly keys: ResultName | null;
  /** What could not be done, up to the reason. */
  readonly failed?: string;
  /** What is left to do, after the advice. */
  readonly otherwise?: string;
  /** Said while it is on its way. */
  readonly children: ComponentChildren;
}

export function TaskNotice<T, Step>({ task, keys, failed = '', otherwise = '', children }: Props<T, Step>) {
  const error = failureOf(task, keys);
  if (error === null) return <>{children}</>;
  return (
    <Notice tone="error">
      {failed} {error.message} {error.advice} {otherwise}
    </Notice>
  );
}
