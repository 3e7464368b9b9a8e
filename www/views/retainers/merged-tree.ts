/** Merged paths as a tree: the engine gives the steps one below the other, each with how deep it is. */
import type { MergedPath } from '../../engine/names';

export interface MergedStep {
  /** Position among the steps as the engine gave them. */
  readonly position: number;
  readonly step: MergedPath;
  readonly below: readonly MergedStep[];
}

/** The outermost steps: the root, if there are paths at all. */
export function mergedTree(rows: readonly MergedPath[]): readonly MergedStep[] {
  const outermost: MergedStep[] = [];
  /** The lists that the next step may belong to, by depth. */
  const open = [outermost];
  rows.forEach((step, position) => {
    const below: MergedStep[] = [];
    open.length = step.level + 1;
    open.at(-1)?.push({ position, step, below });
    open.push(below);
  });
  return outermost;
}

/** Where most of the paths run, from the root on: what is open at first. It ends where no step has half of the instances. */
export function mainPath(tree: readonly MergedStep[]): readonly number[] {
  const path: number[] = [];
  const [root] = tree;
  let [at] = tree;
  while (at !== undefined && root !== undefined && at.step.count * 2 >= root.step.count && at.below.length > 0) {
    path.push(0);
    [at] = at.below;
  }
  return path;
}
