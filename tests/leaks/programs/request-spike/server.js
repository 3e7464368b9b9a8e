'use strict';
// Resizes pictures in the background, a few at a time. Jobs wait in a queue and their results are kept until fetched.
const http = require('http');

class Job {
  constructor(id, picture) { this.id = id; this.picture = picture; this.steps = ['decode', 'scale', 'encode']; }
}

const queue = [];
const results = new Map();
let serial = 0;

function work() {
  for (const job of queue.splice(0, 20)) results.set(job.id, { picture: job.picture, bytes: job.picture.length * 1000 });
  if (queue.length) setImmediate(work);
}

http.createServer((req, res) => {
  const [, action, picture, count] = req.url.split('/');
  if (action === 'fetch') {
    const all = JSON.stringify([...results.values()]);
    results.clear();
    return res.end(all);
  }
  for (let i = 0; i < Number(count); i++) queue.push(new Job(++serial, `${picture}-${i}.jpg`));
  if (queue.length) setImmediate(work);
  res.statusCode = 202;
  res.end();
}).listen(process.env.PORT, '127.0.0.1');
