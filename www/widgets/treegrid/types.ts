/**
 * What a treegrid is told about its rows. It knows nothing of heaps: a level is a sorted list of known length whose
 * rows are fetched when they come into sight, and a row may open to a level of its own.
 */
import type { ComponentChildren } from 'preact';

/** A list of sibling rows. A new object means new content: the grid forgets what it fetched of the old one. */
export interface Level<Row> {
  /** Number of rows; known before any row is fetched. */
  readonly count: number;
  /** Rows `from` (inclusive) to `to` (exclusive), in order. Called for rows in sight, some ahead; never overlapping itself. */
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
  /** Lower goes first when the window gets narrow; absent = never hidden. */
  readonly hideOrder?: number;
  readonly sortable: boolean;
  /** Direction of the first click on the header. */
  readonly firstAscending?: boolean;
  cell(row: Row): ComponentChildren;
  /** Text of the cell when rows are copied (tab-separated). */
  text(row: Row): string;
  /** Tooltip of the cell, e.g. exact bytes. */
  tip?(row: Row): string | undefined;
}

export interface TreeGridProps<Row> {
  /** Accessible name: `Comparison`, `Summary`, `Retainers`. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly root: Level<Row>;
  /** Stable key of a row among its siblings; used to keep expansion and selection over a re-sort. */
  keyOf(row: Row): string;
  /** The level under a row, or null if it cannot open. `ancestors` go from the outermost row to the parent. */
  childrenOf(row: Row, ancestors: readonly Row[]): Level<Row> | null;
  readonly sort?: { readonly column: string; readonly ascending: boolean };
  onSort?(sort: { column: string; ascending: boolean }): void;
  /** The row that has just been selected (by mouse or keyboard), with its ancestors. */
  onSelect?(row: Row, ancestors: readonly Row[]): void;
  /** Items of the row's menu (right-click, Shift+F10, the row's own button). */
  menuOf?(row: Row, ancestors: readonly Row[]): readonly MenuItem[];
  /** Shown in place of rows when the root level is empty. */
  readonly empty: ComponentChildren;
  /** Extra class names of a row (e.g. dimmed). */
  rowClass?(row: Row, ancestors: readonly Row[]): string | undefined;
  /** Positions to open from the root level downwards, once, when `root` is new (e.g. the shortest chain). */
  readonly openPath?: readonly number[];
}

export interface MenuItem {
  readonly label: string;
  run(): void;
}
