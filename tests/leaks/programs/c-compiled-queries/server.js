'use strict';
// Queries that are compiled.
const http = require('http');

class Query { constructor(text) { this.text = text; this.run = new Function('row', `return row.size > ${text.length} && row.name !== "${text}"`); } }

const queries = new Map();
function query(text) {
  const found = queries.get(text) ?? new Query(text);
  queries.delete(text);
  queries.set(text, found);
  if (queries.size > 30) queries.delete(queries.keys().next().value);
  return found;
}

http.createServer((req, res) => {
  res.end(String(query(req.url).run({ size: 9, name: 'row' })));
}).listen(process.env.PORT, '127.0.0.1');
