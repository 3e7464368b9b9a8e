/**
 * How some calls of the engine are carried out: which memory changes hands with them, and which the snapshot survives if they
 * run out of memory. All others copy their arguments and give rows. What a call needs to have been computed is not here: the
 * engine refuses it as `not-ready`, and the worker asks again.
 */
import type { Calls, Columns, Method } from './protocol';

/**
 * Arguments by position whose columns are handed over. Those of other calls are still needed here, and copied: every later
 * snapshot is told the identities that are known, and the interfaces go to several snapshots.
 */
const HANDS_OVER: Partial<Record<Method, readonly number[]>> = {
  baseClasses: [0],
  compare: [1],
  setDeleted: [1],
  suspects: [1],
  setTimeline: [1],
  verify: [1, 2],
};

/** The columns in their results are handed over. */
const GIVES_COLUMNS: readonly Method[] = [
  'interfaces',
  'baseClasses',
  'compare',
  'baseColumns',
  'processSample',
  'expectedSuspects',
  'classSums',
];

/** They need much memory for a while, and without it the snapshot is as good as before. */
const CAN_DO_WITHOUT: readonly Method[] = [
  'mergedPaths',
  'cuts',
  'cutWithout',
  'baseColumns',
  'prepareSuspects',
  'suspects',
  'ownNames',
  'verify',
  'classSums',
  'setTimeline',
  'exportObject',
];

export const canDoWithout = (method: Method): boolean => CAN_DO_WITHOUT.includes(method);

/** The memory that goes to the worker with a call. */
export function memoryOfArguments<M extends Method>(method: M, args: Calls[M]['args']): Transferable[] {
  return (HANDS_OVER[method] ?? []).flatMap((position) => memoryOf(args[position]));
}

/** The memory that comes from the worker with an answer. */
export function memoryOfResult(method: Method, result: unknown): Transferable[] {
  return GIVES_COLUMNS.includes(method) ? memoryOf(result) : [];
}

function memoryOf(value: unknown): Transferable[] {
  if (Array.isArray(value)) return value.flatMap(memoryOf);
  return value instanceof Uint8Array ? [value.buffer] : [...(value as Columns).buffers];
}
