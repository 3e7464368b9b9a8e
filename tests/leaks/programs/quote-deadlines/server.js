'use strict';
// Offers are made by slow partners. Whoever waits for one stops waiting when the service closes down.
const http = require('http');

class Offer { constructor(id) { this.id = id; this.text = `offer number ${id} for the carriage of goods`; this.terms = [id % 7, `incoterm-${id}`]; } }

const closing = new Promise((resolve) => process.once('SIGTERM', () => resolve('closing')));
const partner = (id) => new Promise((resolve) => setImmediate(() => resolve(new Offer(id))));

http.createServer(async (req, res) => {
  const answer = await Promise.race([partner(req.url.split('/')[2]), closing]);
  res.end(answer.text);
}).listen(process.env.PORT, '127.0.0.1');
