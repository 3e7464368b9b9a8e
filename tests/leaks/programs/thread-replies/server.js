'use strict';
// Sums are computed by one thread.
const http = require('http');
const { Worker } = require('worker_threads');

const source = "const { parentPort } = require('worker_threads'); parentPort.on('message', ({ id, text }) => parentPort.postMessage({ id, sum: text.length }));";
const thread = new Worker(source, { eval: true });
thread.setMaxListeners(0);

class Sum { constructor(id, text) { this.id = id; this.text = text; this.asked = new Date(); } }

let last = 0;
function sumOf(text) {
  const sum = new Sum(++last, text);
  return new Promise((resolve) => {
    thread.on('message', (answer) => { if (answer.id === sum.id) resolve(answer.sum); });
    thread.postMessage({ id: sum.id, text });
  });
}

http.createServer(async (req, res) => { res.end(String(await sumOf(req.url))); }).listen(process.env.PORT, '127.0.0.1');
