'use strict';
// Temporary files are deleted when nobody uses them any more.
const http = require('http');

class TempFile { constructor(number) { this.path = `/var/spool/export-${number}.csv`; this.lines = [`line ${number}`, `total ${number * 3}`]; } }

class Removal { constructor(file) { this.file = file; this.since = Date.now(); } }

const cleanup = new FinalizationRegistry((removal) => { removal.file.lines = []; });

http.createServer((req, res) => {
  const file = new TempFile(Number(req.url.split('/')[2]));
  cleanup.register(file, new Removal(file));
  res.end(file.path);
}).listen(process.env.PORT, '127.0.0.1');
