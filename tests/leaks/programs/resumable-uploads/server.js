'use strict';
// Photos are uploaded in parts, so that a bad connection costs one part only. Finished uploads are put together and
// let go; uploads that nobody finishes wait for ever.
const http = require('http');

class Upload {
  constructor(id, size) { this.id = id; this.size = size; this.parts = []; this.received = 0; }
  add(part) { this.parts.push(part); this.received += part.length; }
  get complete() { return this.received >= this.size; }
}

const uploads = new Map();
let stored = 0;

http.createServer((req, res) => {
  const [, id, size] = req.url.split('/');
  let upload = uploads.get(id);
  if (!upload) uploads.set(id, (upload = new Upload(id, Number(size))));
  req.on('data', (part) => upload.add(part));
  req.on('end', () => {
    if (upload.complete) { stored += Buffer.concat(upload.parts).length; uploads.delete(id); }
    res.end(`${upload.received} of ${size}`);
  });
}).listen(process.env.PORT, '127.0.0.1');
