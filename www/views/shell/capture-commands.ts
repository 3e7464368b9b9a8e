/** The commands that the capture help hands out; `capture-commands.test.mjs` runs each as it is written, where Node.js is there. */

/** A command with what is said before it. */
export interface Command {
  readonly about: string;
  readonly text: string;
}

/** In a program of Node.js. */
export const FROM_CODE: readonly Command[] = [
  { about: 'From the program itself; the file appears in its working directory:', text: "require('node:v8').writeHeapSnapshot()" },
  {
    about: 'The same as a stream, to wherever there is room for it:',
    text: "require('node:v8').getHeapSnapshot().pipe(require('node:fs').createWriteStream('now.heapsnapshot'))",
  },
  { about: 'Of a worker thread, from the one that started it:', text: "worker.getHeapSnapshot().then((stream) => stream.pipe(require('node:fs').createWriteStream('worker.heapsnapshot')))" },
];

/** From outside, in this order: the last takes the number that the second lists. */
export const FROM_OUTSIDE: readonly Command[] = [
  { about: 'Start the program so that a signal takes a snapshot:', text: 'node --heapsnapshot-signal=SIGUSR2 app.js' },
  { about: 'See which processes were started so; the number comes first:', text: 'pgrep -af heapsnapshot-signal' },
  { about: 'Send the signal to one of these, by its number in the place of PID:', text: 'kill -USR2 PID' },
];

/** Where a program dies of the leak. */
export const NEAR_LIMIT: Command = {
  about: 'When the heap is nearly full, Node.js writes up to two by itself:',
  text: 'node --heapsnapshot-near-heap-limit=2 app.js',
};

/** In a container, where the number is another than outside. */
export const CONTAINER: readonly Command[] = [
  { about: 'Docker; with Kubernetes kubectl exec POD -- and kubectl cp:', text: 'docker exec CONTAINER pgrep -af heapsnapshot-signal' },
  { about: 'By the number in there:', text: 'docker exec CONTAINER kill -USR2 PID' },
  { about: 'The file is in the program’s working directory:', text: 'docker cp CONTAINER:/app/NAME.heapsnapshot .' },
];

/** Before Node.js 11.13, which has none of these. */
export const OLD_NODE: readonly Command[] = [
  { about: 'Before Node.js 11.13:', text: 'npm install heapdump' },
  { about: 'Then in the program:', text: "require('heapdump').writeSnapshot()" },
];
