// Loads a program of Bun or Deno, and writes a heap snapshot when the parent process leaves a file that names it.
import fs from 'node:fs';
import {writeHeapSnapshot} from 'node:v8';

const WANTED = 'wanted';

// Deno loads parts of itself with the first snapshot.
if (globalThis.Deno) writeHeapSnapshot('first.heapsnapshot');

function collect() {
  globalThis.Bun?.gc(true);
  globalThis.gc?.();
}

setInterval(() => {
  if (!fs.existsSync(WANTED)) return;
  const file = fs.readFileSync(WANTED, 'utf8');
  fs.rmSync(WANTED);
  // What the load left running (closing sockets, timers that are due) comes to its end first.
  setTimeout(() => {
    collect();
    setTimeout(() => {
      collect();
      writeHeapSnapshot(`${file}.unfinished`);
      fs.renameSync(`${file}.unfinished`, file);
    }, 50);
  }, 300);
}, 50);

await import('./server.js');
