'use strict';
// Tables at which people play.
const http = require('http');
const { WebSocketServer } = require('ws');

const tables = new Map();
const server = http.createServer();
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket, req) => {
  if (!tables.has(req.url)) tables.set(req.url, new Set());
  const table = tables.get(req.url);
  table.add(socket);
  socket.send(`you are number ${table.size}`);
  socket.on('message', (data) => { for (const other of table) other.send(data); });
});
server.listen(process.env.PORT, '127.0.0.1');
