'use strict';
// Loaded before a program (node -r): writes a heap snapshot when the parent process asks for one.
const { writeHeapSnapshot } = require('node:v8');

process.on('message', (file) => {
  // What the load left running (closing sockets, timers that are due) comes to its end first.
  setTimeout(() => {
    gc();
    setTimeout(() => { gc(); writeHeapSnapshot(file); process.send('written'); }, 50);
  }, 300);
});
