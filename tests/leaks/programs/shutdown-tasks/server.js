'use strict';
// Imports that are to be recorded when the service ends.
const http = require('http');
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');

class ImportJob { constructor(id) { this.id = id; this.source = { name: `file ${id}`, lines: [id, id + 1] }; } }

const current = new AsyncLocalStorage();
const atExit = [];
const record = () => current.getStore().source.name;

http.createServer((req, res) => {
  current.run(new ImportJob(Number(req.url.split('/')[2])), () => {
    atExit.push(AsyncResource.bind(record));
    res.end(record());
  });
}).listen(process.env.PORT, '127.0.0.1');
