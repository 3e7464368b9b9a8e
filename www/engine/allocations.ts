/** Who allocated what, and when, of files that have recorded it. */
import type { SourcePlace } from './names';

/** A function on the stack when an object was allocated; an empty name if it has none. */
export interface StackFrame {
  readonly name: string;
  readonly place: SourcePlace | null;
}

/** A function that allocated something, or that called such a function. */
export interface AllocationRow extends StackFrame {
  /** Its number in the file. */
  readonly function: number;
  readonly liveCount: number;
  readonly count: number;
  readonly liveSize: number;
  readonly size: number;
  /** How many functions called it. */
  readonly childCount: number;
}

/** What is alive of what was allocated since the end of the interval before. */
export interface AllocationInterval {
  /** Microseconds since recording began. */
  readonly end: number;
  /** The last id that was given out in it. */
  readonly lastId: number;
  readonly liveCount: number;
  readonly liveSize: number;
}
