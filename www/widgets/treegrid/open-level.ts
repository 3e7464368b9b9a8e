/**
 * What the grid keeps of each opened level, and how a row in it is spoken of: by the level and its position there, which
 * stay the same whatever is opened above it.
 */
import type { Place } from './flat-tree';
import type { Level } from './types';

/** Keys of rows to open again, each with where it was and what was open below it. */
export type Reopen = Map<string, { readonly position: number; readonly below: Reopen }>;

/** What the grid keeps of an opened level. */
export interface OpenLevel<Row> {
  readonly level: Level<Row>;
  /** Rows above it, outermost first; and their keys. */
  readonly ancestors: readonly Row[];
  readonly keys: readonly string[];
  /** Rows still to be opened, once they are fetched. */
  readonly reopen: Reopen;
}

export type RowPlace<Row> = Place<OpenLevel<Row>>;

/** What is known of the row at an index of the flat list. */
export interface RowState<Row> extends RowPlace<Row> {
  readonly index: number;
  readonly row: Row | undefined;
  readonly failure: string | undefined;
  readonly canOpen: boolean;
  readonly open: boolean;
}
