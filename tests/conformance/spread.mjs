// Chooses the objects whose retainers are compared: the same ones for the same file, with every kind of object that
// retainers are special for, and an even spread over the rest of the heap.

const SPREAD = 200;
const PER_KIND = 25;

const largest = (values, count) => [...values.keys()].sort((a, b) => values[b] - values[a] || a - b).slice(0, count);

/** At most `count` of a list, the same distance apart. */
export const evenly = (list, count) =>
  list.length <= count ? list : Array.from({length: count}, (_, i) => list[Math.floor((i * list.length) / count)]);

/** Ids of the chosen objects, without repetition, in file order except that special kinds come first. */
export function retainersSample(reference) {
  const all = [],
    distances = [],
    detached = [],
    unreachable = [],
    behindRoot = [];
  for (const {id, distance, detachedness} of reference.nodes()) {
    all.push(id);
    distances.push(distance);
    if (detachedness === 2) detached.push(id);
    if (distance < 0) unreachable.push(id);
    if (distance >= 100_000_000) behindRoot.push(id);
  }
  const reachable = distances.map(distance => (distance < 100_000_000 ? distance : -1));
  return [
    ...new Set([
      all[0],
      ...largest(reference.retainerCounts(), PER_KIND).map(ordinal => all[ordinal]),
      ...largest(reachable, PER_KIND).map(ordinal => all[ordinal]),
      ...evenly(reference.weakMapValueIds(), PER_KIND),
      ...evenly(detached, PER_KIND),
      ...evenly(unreachable, PER_KIND),
      ...evenly(behindRoot, PER_KIND),
      ...evenly(all, SPREAD),
    ]),
  ];
}
