/** Answers that name no single object: places in source files, and merged retaining paths. */
import type { Generated } from './findings';

/** A step that the retaining paths of several objects have in common. */
export interface MergedPath {
  /** Steps from the root, which is 0. */
  readonly level: number;
  /** Name of the link from the step above; `[*]` for links called by a number; empty at the root. */
  readonly edgeName: string;
  readonly className: string;
  /** How many of the objects are held in this way. */
  readonly count: number;
  /** Their bytes. */
  readonly shallowSize: number;
  /** The ordinal of one of the objects at this step. */
  readonly example: number;
}

export interface MergedPaths {
  /** From the root down: every step followed by those below it, the one with the most instances first. */
  readonly rows: readonly MergedPath[];
  /** Rarer steps that are not among the rows. */
  readonly leftOut: number;
}

/** A place in a source file, counted from 1. */
export interface SourcePlace {
  /** Path or address; null if nothing in the snapshot leads to it. */
  readonly file: string | null;
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
  /** Where that is in the code that ran, if a source map led from there to here. */
  readonly generated?: Generated;
}

/** What stands somewhere in generated code, counted from 0 as source maps do; its name may be empty. */
export interface GeneratedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly name: string;
}
