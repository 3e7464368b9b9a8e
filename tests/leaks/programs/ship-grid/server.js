'use strict';
// Where ships are, by the cell of the map.
const http = require('http');

class Ship { constructor(name) { this.name = name; this.at = null; } }

class Grid {
  constructor() { this.cells = new Map(); }
  put(ship, x, y) {
    const key = `${x >> 3}:${y >> 3}`;
    if (!this.cells.has(key)) this.cells.set(key, new Set());
    this.cells.get(key).add(ship);
    ship.at = key;
  }
  near(ship) { return [...this.cells.get(ship.at)].filter((other) => other.at === ship.at).length; }
}

const grid = new Grid();
const ships = Array.from({ length: 40 }, (_, i) => new Ship(`ship ${i}`));

http.createServer((req, res) => {
  const [, , number, x, y] = req.url.split('/').map(Number);
  grid.put(ships[number], x, y);
  res.end(`${grid.near(ships[number])} here`);
}).listen(process.env.PORT, '127.0.0.1');
