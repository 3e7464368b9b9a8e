// The shortest retaining path has no counterpart in DevTools' panel, so it is held against DevTools' graph instead: it
// begins at the object, ends at the root, every step is an edge that keeps the object alive, and it has as many steps
// as DevTools' distance says.

import {document} from './leakscope.mjs';
import {evenly} from './spread.mjs';

const BEHIND_ROOT = 100_000_000;

/** What is wrong with a path, or undefined. */
function problem(steps, id, distance, reference) {
  if (steps[0]?.id !== id) return `begins at @${steps[0]?.id}`;
  if (steps.at(-1).id !== reference.rootId) return `ends at @${steps.at(-1).id}`;
  const broken = steps.slice(0, -1).find((step, i) => !reference.holds(steps[i + 1].id, step.id, step.edgeType, step.edgeName));
  if (broken) return `has a step at @${broken.id} (${broken.edgeType} ${broken.edgeName}) that is no edge`;
  const expected = (distance >= BEHIND_ROOT ? distance - BEHIND_ROOT : distance) + 1;
  return steps.length === expected ? undefined : `has ${steps.length} steps, not ${expected}`;
}

/** Compares the paths of some of the objects of `ids` that DevTools can reach. */
export async function comparePaths(program, file, reference, ids, count, differences) {
  const distances = new Map();
  for (const {id, distance} of reference.nodes()) distances.set(id, distance);
  for (const id of evenly(ids.filter(id => distances.get(id) >= 0), count)) {
    const steps = await document(program, ['path', file, `@${id}`, '--format', 'json']);
    differences.check('paths', `the path of @${id}`, problem(steps, id, distances.get(id), reference));
  }
}
