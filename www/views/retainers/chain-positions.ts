/** Where the shortest chain runs through the Retainers tree, so that the tree can be opened along it. */
import { ask } from '../../app/engines';
import type { PathStep, Sort } from '../../engine/protocol';
import type { SnapshotKey } from '../../state/snapshots';

/** As many levels as DevTools opens by itself. */
const LEVELS = 20;
/** Rows looked through at once, and in all, to find a step among an object's retainers. */
const PAGE = 1000;
const ROWS = 20_000;

/**
 * The positions of the rows to open, from the outermost level down. `path` starts at the object, whose retainers are the
 * outermost rows, and ends at the root, which is never a row; the last row on the way is shown, not opened.
 */
export async function positionsAlong(snapshot: SnapshotKey, path: readonly PathStep[], sort: Sort): Promise<number[]> {
  const positions: number[] = [];
  for (let level = 0; level < Math.min(path.length - 3, LEVELS); level++) {
    const [held, holder] = [path[level], path[level + 1]];
    if (held === undefined || holder === undefined) break;
    const position = await positionOf(snapshot, held, holder, sort);
    if (position === null) break;
    positions.push(position);
  }
  return positions;
}

async function positionOf(snapshot: SnapshotKey, held: PathStep, holder: PathStep, sort: Sort): Promise<number | null> {
  for (let from = 0; from < ROWS; from += PAGE) {
    const { rows, total } = await ask(snapshot, 'retainers', [held.ordinal, { sort, from, count: PAGE }]);
    const index = rows.findIndex(
      (row) => row.ordinal === holder.ordinal && row.edgeName === held.edgeName && row.edgeType === held.edgeType,
    );
    if (index >= 0) return from + index;
    if (from + PAGE >= total) return null;
  }
  return null;
}
