'use strict';
// Pickups by the time they are due. Most are cancelled.
const http = require('http');

class Pickup { constructor(number, due) { this.number = number; this.due = due; this.cancelled = false; this.stops = [number % 9]; } }

class PickupQueue {
  constructor() { this.heap = []; }
  add(pickup) {
    const { heap } = this;
    let at = heap.push(pickup) - 1;
    while (at > 0 && heap[(at - 1) >> 1].due > pickup.due) {
      heap[at] = heap[(at - 1) >> 1];
      at = (at - 1) >> 1;
    }
    heap[at] = pickup;
  }
}

const queue = new PickupQueue();
http.createServer((req, res) => {
  const [, , number, due] = req.url.split('/').map(Number);
  const pickup = new Pickup(number, due);
  queue.add(pickup);
  pickup.cancelled = true;
  res.end('cancelled');
}).listen(process.env.PORT, '127.0.0.1');
