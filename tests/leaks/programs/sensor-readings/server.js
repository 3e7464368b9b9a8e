'use strict';
// A weather station. The readings are kept for the daily mean; the day never ends.
const http = require('http');

class Station {
  constructor(name) { this.name = name; this.readings = []; }
  add(celsius) { this.readings.push(celsius); }
  mean() { return this.readings.reduce((sum, celsius) => sum + celsius, 0) / this.readings.length; }
}

const station = new Station('roof');
http.createServer((req, res) => {
  const [, action, first] = req.url.split('/');
  // the sensor sends what it measured since the last time, 25 values
  if (action === 'add') for (let i = 0; i < 25; i++) station.add(12 + ((Number(first) + i) % 140) / 10);
  res.end(station.mean().toFixed(2));
}).listen(process.env.PORT, '127.0.0.1');
