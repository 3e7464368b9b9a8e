/** Where the boxes of an icicle stand, and which is beside, above and below which. */
import type { DominatorBox } from '../../engine/protocol';

export interface Placed {
  readonly box: DominatorBox;
  /** Parts of the whole width. */
  readonly left: number;
  readonly width: number;
  /** Position of the box above; its own for the first. */
  readonly above: number;
  /** Positions of those below, the widest first. */
  readonly below: readonly number[];
}

/** Boxes of one dominator stand side by side, as wide as what they retain; what is left of its width is its own, and small. */
export function placed(boxes: readonly DominatorBox[]): readonly Placed[] {
  const below: number[][] = boxes.map(() => []);
  /** Where the next box below each one begins. */
  const next: number[] = [];
  const all = sizeOf(boxes[0]) || 1;
  return boxes.map((box, at) => {
    const width = sizeOf(box) / all;
    const left = at === 0 ? 0 : (next[box.above] ?? 0);
    if (at > 0) {
      below[box.above]?.push(at);
      next[box.above] = left + width;
    }
    next[at] = left;
    return { box, left, width, above: box.above, below: below[at] ?? [] };
  });
}

const sizeOf = (box: DominatorBox | undefined): number => box?.retainedSize ?? 0;

/** Where an arrow key leads from a box; to itself, if there is nothing. */
export function neighbour(boxes: readonly Placed[], at: number, key: string): number {
  const here = boxes[at];
  if (here === undefined) return 0;
  const side = boxes[here.above]?.below ?? [];
  const steps: Readonly<Record<string, number | undefined>> = {
    ArrowDown: here.below[0],
    ArrowUp: here.above,
    ArrowRight: side[side.indexOf(at) + 1],
    ArrowLeft: at === 0 ? 0 : side[side.indexOf(at) - 1],
    Home: 0,
  };
  return steps[key] ?? at;
}
