/**
 * How each call of the engine is carried out: which memory changes hands with it, and whether the snapshot survives if it
 * runs out of memory. What a call needs to have been computed is not here: the engine refuses it as `not-ready`, and the
 * worker asks again. Client and worker both read this table, so that a new call is described once.
 */
import type { Calls, DiffColumns, Method } from './protocol';

interface Traits {
  /** Arguments by position whose columns are handed over; those of others are still needed here, and copied. */
  readonly handsOver: readonly number[];
  /** Whether the columns in the result are handed over. */
  readonly givesColumns: boolean;
  /** It needs much memory for a while, and without it the snapshot is as good as before. */
  readonly canDoWithout: boolean;
}

const ROWS: Traits = { handsOver: [], givesColumns: false, canDoWithout: false };
const GIVES: Traits = { ...ROWS, givesColumns: true };

export const CALLS = {
  summary: ROWS,
  statistics: ROWS,
  nativeContexts: ROWS,
  allocations: ROWS,
  allocationIntervals: ROWS,
  comparison: ROWS,
  timeline: ROWS,
  instances: ROWS,
  mergedPaths: { ...ROWS, canDoWithout: true },
  icicle: ROWS,
  properties: ROWS,
  contents: ROWS,
  retainers: ROWS,
  object: ROWS,
  details: ROWS,
  path: ROWS,
  pathPositions: ROWS,
  cuts: { ...ROWS, canDoWithout: true },
  cutWithout: { ...ROWS, canDoWithout: true },
  find: ROWS,
  findById: ROWS,
  interfaces: GIVES,
  diffColumns: { ...GIVES, handsOver: [0] },
  prepareComparison: ROWS,
  compare: { ...GIVES, handsOver: [1] },
  setDeleted: { ...ROWS, handsOver: [1] },
  suspectColumns: { ...GIVES, canDoWithout: true },
  suspects: { ...ROWS, handsOver: [1], canDoWithout: true },
  identity: GIVES,
  ownNames: { ...ROWS, canDoWithout: true },
  // Every later snapshot is told the identities that are known.
  processMatch: ROWS,
  expectedSuspects: GIVES,
  verify: { ...ROWS, handsOver: [1, 2], canDoWithout: true },
  // The interfaces go to several snapshots.
  classSums: { ...GIVES, canDoWithout: true },
  setTimeline: { ...ROWS, handsOver: [1], canDoWithout: true },
  findings: ROWS,
  verification: ROWS,
  exportSuspects: ROWS,
  exportVerification: ROWS,
  exportTimeline: ROWS,
  exportAllocations: ROWS,
  exportSummary: ROWS,
  exportComparison: ROWS,
  exportObject: { ...ROWS, canDoWithout: true },
  exportStatistics: ROWS,
  generatedPlaces: ROWS,
  applySourceMaps: ROWS,
  redactedNames: ROWS,
} satisfies Readonly<Record<Method, Traits>>;

/** The memory that goes to the worker with a call. */
export function memoryOfArguments<M extends Method>(method: M, args: Calls[M]['args']): Transferable[] {
  const { handsOver }: Traits = CALLS[method];
  return handsOver.flatMap((position) => memoryOf(args[position]));
}

/** The memory that comes from the worker with an answer. */
export function memoryOfResult(method: Method, result: unknown): Transferable[] {
  return CALLS[method].givesColumns ? memoryOf(result) : [];
}

function memoryOf(value: unknown): Transferable[] {
  if (Array.isArray(value)) return value.flatMap(memoryOf);
  return value instanceof Uint8Array ? [value.buffer] : [...(value as DiffColumns).buffers];
}
