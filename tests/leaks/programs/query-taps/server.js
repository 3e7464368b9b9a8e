'use strict';
// Lists, and which queries they made.
const http = require('http');
const diagnostics = require('diagnostics_channel');

const queries = diagnostics.channel('shop:query');

class QueryLog { constructor(request) { this.request = request; this.queries = []; } }

function query(text) { queries.publish({ text }); return text.length; }

// one request in fifty really asks the database
http.createServer((req, res) => {
  const log = new QueryLog(req.url);
  diagnostics.subscribe('shop:query', (message) => { if (log.queries.length < 3) log.queries.push(message.text); });
  if (req.url.endsWith('50')) query('select 1');
  res.end(`${log.queries.length} queries`);
}).listen(process.env.PORT, '127.0.0.1');
