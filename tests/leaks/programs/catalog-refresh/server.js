'use strict';
// A catalog that is read again now and then.
const http = require('http');

class Product { constructor(number, issue) { this.number = number; this.name = `product ${number}`; this.price = { amount: number * 3 + issue, currency: 'EUR' }; } }

let catalog = new Map();
let issue = 0;

function refresh() {
  issue++;
  const fresh = new Map();
  for (let number = 0; number < 1500 + ((issue * 37) % 150); number++) fresh.set(number, new Product(number, issue));
  catalog = fresh;
}
refresh();

let requests = 0;
http.createServer((req, res) => {
  if (++requests % 20 === 0) refresh();
  res.end(catalog.get(Number(req.url.split('/')[2])).name);
}).listen(process.env.PORT, '127.0.0.1');
