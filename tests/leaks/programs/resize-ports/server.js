'use strict';
// Resizes pictures, and hears of the progress by a channel of its own for every picture.
const http = require('http');
const { MessageChannel } = require('worker_threads');

class Resize { constructor(id) { this.id = id; this.progress = []; this.target = { width: 100 + (id % 9), name: `picture ${id}` }; } }

function resize(id, done) {
  const job = new Resize(id);
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (step) => { job.progress.push(step); done(job); });
  port2.postMessage('finished');
}

http.createServer((req, res) => {
  resize(Number(req.url.split('/')[2]), (job) => res.end(job.target.name));
}).listen(process.env.PORT, '127.0.0.1');
