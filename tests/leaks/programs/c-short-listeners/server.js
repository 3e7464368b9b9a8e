'use strict';
// Requests that wait for the next tick.
const http = require('http');
const { EventEmitter } = require('events');

const ticks = new EventEmitter().setMaxListeners(0);
const shutdown = new AbortController();

class Wait { constructor(url) { this.url = url; this.ticks = 0; } }

http.createServer((req, res) => {
  const wait = new Wait(req.url);
  const stop = () => { ticks.off('tick', tick); shutdown.signal.removeEventListener('abort', stop); res.end(`${wait.ticks} tick`); };
  const tick = () => { wait.ticks++; stop(); };
  ticks.on('tick', tick);
  shutdown.signal.addEventListener('abort', stop);
  setImmediate(() => ticks.emit('tick'));
}).listen(process.env.PORT, '127.0.0.1');
