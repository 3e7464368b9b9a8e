// Put into leakscope's page before its own scripts: the clock starts when files are chosen and stops when the first row of
// the table that was waited for is on the screen. For a pair that is Comparison; for one file it is Summary, once the
// retained sizes are there. `measured` is what came out when nothing is left to compute, of a pair the suspects included, or null.

globalThis.measured = null;

{
  let start = 0;
  let files = 0;
  let shown = 0;

  /** The tables that are being looked for have this many lines, or 0 if the first is not to be seen yet. */
  function rowsOnScreen() {
    const grid = document.querySelector(`[role=treegrid][aria-label=${files > 1 ? 'Comparison' : 'Summary'}]`);
    const first = grid?.querySelector('[data-index="0"]:not(.treegrid-coming)');
    const last = first?.querySelector('[role=gridcell]:last-of-type')?.textContent;
    return last && !last.includes('…') ? Number(grid.getAttribute('aria-rowcount')) - 1 : 0;
  }

  const since = time => (time - start) / 1000;
  const marks = name => performance.getEntriesByName(`leakscope:${name}`, 'mark').map(({startTime}) => since(startTime));

  function look() {
    const rows = rowsOnScreen();
    // Whatever is in the document when the next frame begins has been painted.
    if (rows && !shown) requestAnimationFrame(() => (shown = performance.now()));
    const error = document.querySelector('.file-failed [role=alert]')?.textContent;
    const computed = marks('all-computed');
    if (error) globalThis.measured = {error};
    else if (shown && computed.length === files && (files < 2 || marks('suspects-ready').length))
      globalThis.measured = {
        rows,
        shown: since(shown),
        fileRead: Math.max(...marks('file-read')),
        graphReady: Math.max(...marks('graph-ready')),
        comparisonReady: marks('comparison-ready')[0],
        retainedSizesReady: Math.max(...marks('retained-sizes-ready')),
        suspectsReady: marks('suspects-ready')[0],
        suspectsTook: performance.getEntriesByName('leakscope:suspects-ready', 'measure')[0]?.duration / 1000,
      };
    else requestAnimationFrame(look);
  }

  addEventListener(
    'change',
    ({target}) => {
      if (target.type !== 'file') return;
      start = performance.now();
      files = target.files.length;
      requestAnimationFrame(look);
    },
    true,
  );
}
