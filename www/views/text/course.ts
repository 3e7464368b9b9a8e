/** What became of a number from snapshot to snapshot, in words. */

/** Up and down by less than a fiftieth of the highest number is taken for no step. */
export function courseOf(values: readonly number[]): 'steady' | 'rising' | 'falling' | 'rising and falling' {
  const slight = Math.max(...values) / 50;
  const steps = values.slice(1).map((value, at) => value - (values[at] ?? 0));
  const rises = steps.some((step) => step > slight);
  const falls = steps.some((step) => step < -slight);
  if (rises) return falls ? 'rising and falling' : 'rising';
  return falls ? 'falling' : 'steady';
}
