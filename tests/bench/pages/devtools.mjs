// Opens the chosen files (the newer first) with the heap-snapshot worker of Chrome DevTools, as DevTools does: one worker
// for all snapshots, and a second thread for each. `measured` is what came out, or null.

globalThis.measured = null;

const started = script =>
  new Promise(resolve => {
    const worker = new Worker(script, {type: 'module'});
    worker.addEventListener('message', () => resolve(worker), {once: true});
  });

// All are there before the clock starts.
const worker = await started('devtools-worker.mjs');
const seconds = await Promise.all([started('devtools-second.mjs'), started('devtools-second.mjs')]);

document.querySelector('input').addEventListener('change', ({target}) => {
  const start = performance.now();
  const files = [...target.files];
  const ports = files.map((_, at) => {
    const {port1, port2} = new MessageChannel();
    seconds[at].postMessage('snapshot', [port2]);
    return port1;
  });
  worker.addEventListener('message', ({data}) => {
    globalThis.measured = {...data, shown: (performance.now() - start) / 1000};
  });
  worker.addEventListener('error', ({message}) => {
    globalThis.measured = {error: message};
  });
  worker.postMessage(files, ports);
});
globalThis.ready = true;
