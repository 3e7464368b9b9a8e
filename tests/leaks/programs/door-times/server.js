'use strict';
// Six doors, and when they were opened.
const http = require('http');

class Door {
  constructor(number) { this.number = number; this.openings = []; }
  open() { this.openings.push(new Date()); }
  get last() { return this.openings.at(-1); }
}

const doors = Array.from({ length: 6 }, (_, i) => new Door(i));
http.createServer((req, res) => {
  const door = doors[Number(req.url.split('/')[2])];
  door.open();
  res.end(door.last.toISOString());
}).listen(process.env.PORT, '127.0.0.1');
