// The retaining path has no counterpart in DevTools' panel, so it is held against DevTools' graph instead: it
// begins at the object, ends at the root, and every step is an edge that keeps the object alive.

import {document} from './leakscope.mjs';
import {evenly} from './spread.mjs';

/** What is wrong with a path, or undefined. */
function problem(steps, id, reference) {
  if (steps[0]?.id !== id) return `begins at @${steps[0]?.id}`;
  if (steps.at(-1).id !== reference.rootId) return `ends at @${steps.at(-1).id}`;
  const broken = steps
    .slice(0, -1)
    .find((step, i) => !reference.holds(steps[i + 1].id, step.id, step.edgeType, step.edgeName));
  return broken && `has a step at @${broken.id} (${broken.edgeType} ${broken.edgeName}) that is no edge`;
}

/** Compares the paths of some of the objects of `ids` that the root reaches. */
export async function comparePaths(program, file, reference, ids, count, differences) {
  const reached = reference.reachedFromRoot();
  for (const id of evenly(
    ids.filter(id => reached.has(id)),
    count,
  )) {
    const steps = await document(program, ['path', file, `@${id}`, '--format', 'json']);
    differences.check('paths', `the path of @${id}`, problem(steps, id, reference));
  }
}
