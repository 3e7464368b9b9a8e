'use strict';
// Reads settings again when their file has changed.
const fs = require('fs');
const http = require('http');

class Settings { constructor(id) { this.id = id; this.values = { theme: `theme ${id}` }; this.changes = 0; } }

http.createServer((req, res) => {
  const settings = new Settings(Number(req.url.split('/')[2]));
  fs.watch('server.js', () => settings.changes++);
  res.end(settings.values.theme);
}).listen(process.env.PORT, '127.0.0.1');
