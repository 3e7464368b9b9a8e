'use strict';
// The levels of a stock, in a Map that does not change.
const http = require('http');
const { Map: ImmutableMap } = require('immutable');

class Level { constructor(id) { this.id = id; this.counts = { free: id % 10, sold: id % 7 }; } }

let levels = ImmutableMap();

http.createServer((req, res) => {
  const id = req.url.split('/')[2];
  levels = levels.set(`parcel-${id}`, new Level(Number(id)));
  res.end(String(levels.size));
}).listen(process.env.PORT, '127.0.0.1');
