'use strict';
// Invoices are drafted.
const http = require('http');

class Draft { constructor(id) { this.id = id; this.text = `invoice ${id}`; this.items = [id, `item of ${id}`]; } }

const drafts = {};

http.createServer((req, res) => {
  const id = req.url.split('/')[2];
  drafts[`draft-${id}`] = new Draft(id);
  res.end(drafts[`draft-${id}`].text);
}).listen(process.env.PORT, '127.0.0.1');
