/**
 * What a treegrid is told about its rows. It knows nothing of heaps: a level is a sorted list of known length whose
 * rows are fetched when they come into sight, and a row may open to a level of its own.
 */
import type { ComponentChildren } from 'preact';
import type { MenuItem } from '../menu/menu';

export type { MenuItem };

/** A list of sibling rows. A new object means new content: the grid forgets what it fetched of the old one. */
export interface Level<Row> {
  /** Number of rows; known before any row is fetched. */
  readonly count: number;
  /**
   * Rows `from` (inclusive) to `to` (exclusive), in order, exactly as many as asked for. Called for rows in sight, some
   * ahead; never overlapping itself. A rejection is shown in the rows, with its `message` and a button to try again,
   * unless it is named `AbortError`: then the rows stay at `…` and are asked for again when the grid next moves.
   */
  fetch(from: number, to: number): Promise<readonly Row[]>;
}

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** One sentence, shown on hover of the header. */
  readonly help?: string;
  readonly align: 'start' | 'end';
  /** CSS length of the column; the first column takes what is left. */
  readonly width?: string;
  /** Lower goes first when the grid gets narrow; absent = never hidden. */
  readonly hideOrder?: number;
  readonly sortable: boolean;
  /** Direction of the first click on the header. */
  readonly firstAscending?: boolean;
  cell(row: Row): ComponentChildren;
  /** Text of the cell when rows are copied (tab-separated), and what typing finds in the first column. */
  text(row: Row): string;
  /** Tooltip of the cell, e.g. exact bytes. */
  tip?(row: Row): string | undefined;
}

export interface Sort {
  readonly column: string;
  readonly ascending: boolean;
}

export interface TreeGridProps<Row> {
  /** Accessible name: `Comparison`, `Summary`, `Retainers`. */
  readonly label: string;
  /** The same array as long as nothing in it changes: the grid measures widths when it is new. */
  readonly columns: readonly Column<Row>[];
  /**
   * The outermost level. A new object (another sort, another filter, values that are ready now) is prepared beside the
   * old rows and replaces them when the rows in sight have come, so that nothing blinks. Rows that were open, or
   * selected, are so again as soon as rows of the same keys are fetched; the place on the screen is kept when neither
   * the sort nor the length has changed, otherwise the new rows are shown from the top. For another subject (the
   * retainers of another object) give the component another `key`, and nothing is carried over.
   */
  readonly root: Level<Row>;
  /** Stable key of a row among its siblings; used to keep expansion and selection over a new `root`. */
  keyOf(row: Row): string;
  /** The level under a row, or null if it cannot open. `ancestors` go from the outermost row to the parent. */
  childrenOf(row: Row, ancestors: readonly Row[]): Level<Row> | null;
  readonly sort?: Sort | undefined;
  onSort?(sort: Sort): void;
  /** The row that has just been selected (by mouse or keyboard), with its ancestors. */
  onSelect?(row: Row, ancestors: readonly Row[]): void;
  /** Items of the row's menu (right-click, Shift+F10, the row's own button); none = no menu. */
  menuOf?(row: Row, ancestors: readonly Row[]): readonly MenuItem[];
  /**
   * Takes the copying of rows over, if they may not leave as they are shown. `text` writes rows as they are copied; false
   * leaves it to the grid.
   */
  onCopy?(rows: readonly Row[], text: (rows: readonly Row[]) => string): boolean;
  /** Shown in place of rows when the root level is empty. */
  readonly empty: ComponentChildren;
  /** Extra class names of a row (e.g. dimmed). */
  rowClass?(row: Row, ancestors: readonly Row[]): string | undefined;
  /**
   * Positions to open from the root level downwards, once, when `root` is new (e.g. the retaining path). Selects
   * nothing and does not scroll.
   */
  readonly openPath?: readonly number[] | undefined;
  /** Of a path of several rows the last is not opened, but selected. */
  readonly goesToEnd?: boolean;
}
