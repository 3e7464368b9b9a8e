/** Which columns fit into the grid's width, and how wide each is. Pure: widths come in as numbers. */
import type { Column } from './types';

/** Names never get narrower than this. */
export const TREE_COLUMN_MIN = 180;
/** A column dragged narrower than this would show nothing. */
export const COLUMN_MIN = 36;

/** Indexes of the columns to show: those of the lowest `hideOrder` go first, until the names have room. */
export function fittingColumns<Row>(
  columns: readonly Column<Row>[],
  widths: readonly number[],
  available: number,
): number[] {
  const shown = new Set(columns.keys());
  const taken = () => [...shown].reduce((sum, at) => sum + (at === 0 ? TREE_COLUMN_MIN : (widths[at] ?? 0)), 0);
  const byOrder = [...columns.keys()]
    .filter((at) => at > 0 && columns[at]?.hideOrder !== undefined)
    .sort((a, b) => (columns[a]?.hideOrder ?? 0) - (columns[b]?.hideOrder ?? 0));
  for (const at of byOrder) {
    if (taken() <= available) break;
    shown.delete(at);
  }
  return [...shown];
}

/** CSS grid tracks of the shown columns: the first takes what is left. */
export function columnTracks(shown: readonly number[], widths: readonly number[]): string {
  return shown.map((at) => (at === 0 ? `minmax(${TREE_COLUMN_MIN}px, 1fr)` : `${widths[at] ?? 0}px`)).join(' ');
}

/**
 * Widths after the border to the left of the shown column `index` was moved by `by` pixels. The first column takes
 * what the others leave, so only the column to the right of its border changes.
 */
export function dragBorder(
  widths: readonly number[],
  shown: readonly number[],
  index: number,
  by: number,
): number[] {
  const next = [...widths];
  const right = shown[index];
  const left = shown[index - 1];
  if (right === undefined || left === undefined) return next;
  const room = left === 0 ? Infinity : (widths[left] ?? 0) - COLUMN_MIN;
  const move = Math.max(-room, Math.min(by, (widths[right] ?? 0) - COLUMN_MIN));
  next[right] = (widths[right] ?? 0) - move;
  if (left !== 0) next[left] = (widths[left] ?? 0) + move;
  return next;
}
