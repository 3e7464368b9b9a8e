'use strict';
// Sheets wait for a printer in pairs of a sheet and the pair that comes after it.
const http = require('http');

class Sheet { constructor(id) { this.id = id; this.title = `sheet ${id}`; } }

const pending = [undefined, null];
let last = pending;

http.createServer((req, res) => {
  if (req.url === '/first') return res.end(pending[1]?.[0].title);
  last = last[1] = [new Sheet(req.url.split('/')[2]), null];
  res.end(last[0].title);
}).listen(process.env.PORT, '127.0.0.1');
