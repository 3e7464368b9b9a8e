'use strict';
const http = require('http');
const { Lobby } = require('./lobby');

const lobby = new Lobby();
http.createServer((req, res) => {
  const [, action, name] = req.url.split('/');
  if (action === 'join') lobby.join(name);
  if (action === 'rating') return res.end(String(lobby.rating(name)));
  if (action === 'leave') lobby.leave(name);
  res.end('ok');
}).listen(process.env.PORT, '127.0.0.1');
