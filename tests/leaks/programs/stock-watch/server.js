'use strict';
// Watches the stock. Another round begins with every tick of the clock.
const http = require('http');

class Clock {
  constructor() { this.waiting = []; }
  next() { return new Promise((wake) => this.waiting.push(wake)); }
  tick() { for (const wake of this.waiting.splice(0)) wake(); }
}

class Reading { constructor(round) { this.round = round; this.levels = [round % 7, round % 11, round % 13]; } }

const clock = new Clock();
let last;

async function watch(round) {
  const reading = new Reading(round);
  await clock.next();
  last = reading.levels.join();
  try {
    return await watch(round + 1);
  } finally {
    console.log(`round ${reading.round} is over`);
  }
}

watch(0);
http.createServer((req, res) => {
  clock.tick();
  setImmediate(() => res.end(last ?? 'nothing yet'));
}).listen(process.env.PORT, '127.0.0.1');
