'use strict';
// Sends beacons to the statistics.
const http = require('http');
const dgram = require('dgram');

const statistics = dgram.createSocket('udp4').bind(0, '127.0.0.1');

class Beacon { constructor(id) { this.id = id; this.parts = ['page', `visit ${id}`]; this.sent = false; } }

http.createServer((req, res) => {
  const beacon = new Beacon(req.url.split('/')[2]);
  const socket = dgram.createSocket('udp4');
  socket.on('error', () => { beacon.sent = false; });
  socket.send(beacon.parts.join(), statistics.address().port, '127.0.0.1', () => {
    beacon.sent = true;
    res.end('sent');
  });
}).listen(process.env.PORT, '127.0.0.1');
