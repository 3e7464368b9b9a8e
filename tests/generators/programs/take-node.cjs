
// Two snapshots of the library above; Node.js from 12 on and Bun have the same call.
// usage: PROGRAM BEFORE AFTER

const {writeHeapSnapshot} = require('v8');
Object.assign(globalThis, {library: {desk, bell, covers, witness}});
work(30);
writeHeapSnapshot(process.argv[2]);
work(300);
writeHeapSnapshot(process.argv[3]);
