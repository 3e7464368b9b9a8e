'use strict';
// Counts how many tasks a request starts.
const http = require('http');
const { createHook } = require('async_hooks');

class TaskCount { constructor(url) { this.url = url; this.tasks = 0; this.kinds = ['timer', 'socket']; } }

http.createServer((req, res) => {
  const count = new TaskCount(req.url);
  createHook({ init() { count.tasks++; } }).enable();
  setImmediate(() => res.end(`${count.tasks} tasks`));
}).listen(process.env.PORT, '127.0.0.1');
