'use strict';
// Takes notes about requests.
const http = require('http');

class Note { constructor(request) { this.request = request; this.texts = []; } }

const notes = new WeakMap();
function noteOf(request) {
  if (!notes.has(request)) notes.set(request, new Note(request));
  return notes.get(request);
}

http.createServer((req, res) => {
  noteOf(req).texts.push('came', 'asked');
  res.end(noteOf(req).texts.join());
}).listen(process.env.PORT, '127.0.0.1');
