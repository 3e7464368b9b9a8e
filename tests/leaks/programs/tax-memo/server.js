'use strict';
// What taxes a customer pays.
const http = require('http');

class TaxRecord { constructor(customer) { this.customer = customer; this.rates = [7, 19, customer % 2]; this.country = `C${customer % 40}`; } }

function taxOf(customer) {
  return taxOf.cache[customer] ??= new TaxRecord(customer);
}
taxOf.cache = Object.create(null);

http.createServer((req, res) => {
  res.end(taxOf(Number(req.url.split('/')[2])).rates.join());
}).listen(process.env.PORT, '127.0.0.1');
