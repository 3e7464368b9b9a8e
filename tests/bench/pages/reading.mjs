// The floor: how long a tab takes to read the chosen files and do nothing with them, a worker a file, at the same time.
// `measured` is what came out, or null.

globalThis.measured = null;

const started = () =>
  new Promise(resolve => {
    const worker = new Worker('reading-worker.mjs', {type: 'module'});
    worker.addEventListener('message', () => resolve(worker), {once: true});
  });

const workers = await Promise.all([started(), started()]);

document.querySelector('input').addEventListener('change', async ({target}) => {
  const start = performance.now();
  const read = [...target.files].map((file, at) => {
    workers[at].postMessage(file);
    return new Promise(resolve => workers[at].addEventListener('message', ({data}) => resolve(data), {once: true}));
  });
  const bytes = (await Promise.all(read)).reduce((sum, length) => sum + length, 0);
  globalThis.measured = {bytes, shown: (performance.now() - start) / 1000};
});
globalThis.ready = true;
