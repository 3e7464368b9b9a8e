'use strict';
// Rooms in which people play.
const http = require('http');

const rooms = new Map();

http.createServer((req, res) => {
  const [, action, room] = req.url.split('/');
  if (!rooms.has(room)) rooms.set(room, new Set());
  if (action === 'enter') rooms.get(room).add('somebody');
  else rooms.get(room).delete('somebody');
  res.end(String(rooms.get(room).size));
}).listen(process.env.PORT, '127.0.0.1');
