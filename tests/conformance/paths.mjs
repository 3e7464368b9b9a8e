// The shortest retaining path has no counterpart in DevTools' panel, so it is held against DevTools' graph instead: it
// begins at the object, ends at the root, every step is an edge that keeps the object alive, and no path is shorter.

import {document} from './leakscope.mjs';
import {evenly} from './spread.mjs';

/** What is wrong with a path, or undefined. */
function problem(steps, id, links, reference) {
  if (steps[0]?.id !== id) return `begins at @${steps[0]?.id}`;
  if (steps.at(-1).id !== reference.rootId) return `ends at @${steps.at(-1).id}`;
  const broken = steps
    .slice(0, -1)
    .find((step, i) => !reference.holds(steps[i + 1].id, step.id, step.edgeType, step.edgeName));
  if (broken) return `has a step at @${broken.id} (${broken.edgeType} ${broken.edgeName}) that is no edge`;
  return steps.length === links + 1 ? undefined : `has ${steps.length} steps, not ${links + 1}`;
}

/** Compares the paths of some of the objects of `ids` that the root reaches. */
export async function comparePaths(program, file, reference, ids, count, differences) {
  const links = reference.linksFromRoot();
  for (const id of evenly(
    ids.filter(id => links.has(id)),
    count,
  )) {
    const steps = await document(program, ['path', file, `@${id}`, '--format', 'json']);
    differences.check('paths', `the path of @${id}`, problem(steps, id, links.get(id), reference));
  }
}
