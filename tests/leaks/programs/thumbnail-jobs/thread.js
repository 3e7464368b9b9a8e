'use strict';
const { parentPort } = require('worker_threads');
parentPort.on('message', ({ number, picture }) => {
  if (picture % 2 === 0) parentPort.postMessage({ number, bytes: 100 });
});
