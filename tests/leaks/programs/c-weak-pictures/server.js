'use strict';
// Pictures that are remembered for as long as there is room.
const http = require('http');

class Picture { constructor(name) { this.name = name; this.pixels = new Uint8Array(600); } }

const byName = new Map();
const gone = new FinalizationRegistry((name) => {
  if (!byName.get(name)?.deref()) byName.delete(name);
});

function picture(name) {
  const known = byName.get(name)?.deref();
  if (known) return known;
  const made = new Picture(name);
  byName.set(name, new WeakRef(made));
  gone.register(made, name);
  return made;
}

http.createServer((req, res) => {
  res.end(String(picture(req.url).pixels.length));
}).listen(process.env.PORT, '127.0.0.1');
