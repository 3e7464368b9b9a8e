/**
 * User Timing: anyone can see the page's phases in the browser's own performance tools. For every file a mark and a
 * measure of each name below (`leakscope:file-read`, …), with `detail: { file }`, the file's number in order of opening
 * from 0. Measures start when the file was opened; `comparison-ready` and
 * `suspects-ready` belong to the newer file; the one starts when both were ready, the other when both had retained
 * sizes. `all-computed`: nothing is left that tables could ask for.
 */
export type TimedPhase =
  | 'file-read'
  | 'graph-ready'
  | 'comparison-ready'
  | 'retained-sizes-ready'
  | 'all-computed'
  | 'suspects-ready';

/** `since` is when the work began, as `performance.now()` gave it. */
export function markPhase(phase: TimedPhase, file: number, since: number): void {
  const name = `leakscope:${phase}`;
  performance.mark(name, { detail: { file } });
  performance.measure(name, { start: since, detail: { file } });
}
