// Records where objects are allocated while a program works: a `.heaptimeline` with samples and allocation stacks.
// A worker thread drives the inspector of the main thread, so that no JavaScript runs on the recorded heap while V8
// writes it; else the file would name functions that it does not list.
// usage: node --expose-gc allocations.cjs OUT

const {Worker, isMainThread, workerData} = require('worker_threads');

class Tracked { constructor(i) { this.i = i; this.text = `tracked ${i}`; } }
function allocate(i) { return new Tracked(i); }
function throughOne(i) { return allocate(i); }
function throughTwo(i) { return [allocate(i), {i}]; }
function forgotten(i) { return throughOne(i).text.length; }

function workInRounds() {
  const kept = (globalThis.kept = []);
  setInterval(() => {
    for (let i = 0; i < 40; i++) {
      kept.push(i % 3 ? throughOne(i) : throughTwo(i));
      forgotten(i);
    }
  }, 20);
}

async function record(out) {
  const fs = require('fs');
  const {Session} = require('inspector');
  const session = new Session();
  setInterval(() => {}, 1e9); // a session alone does not keep its thread alive
  session.connectToMainThread();
  const post = (method, params) => new Promise((resolve, reject) => {
    session.post(method, params, (error, result) => (error ? reject(error) : resolve(result)));
  });
  const fd = fs.openSync(out, 'w');
  session.on('HeapProfiler.addHeapSnapshotChunk', ({params}) => fs.writeSync(fd, params.chunk));
  await post('HeapProfiler.enable');
  await post('HeapProfiler.startTrackingHeapObjects', {trackAllocations: true});
  await new Promise(resolve => setTimeout(resolve, 1000));
  await post('HeapProfiler.stopTrackingHeapObjects', {reportProgress: false});
  fs.closeSync(fd);
  process.exit();
}

if (isMainThread) {
  new Worker(__filename, {workerData: process.argv[2]}).on('exit', () => process.exit());
  workInRounds();
} else {
  record(workerData);
}
