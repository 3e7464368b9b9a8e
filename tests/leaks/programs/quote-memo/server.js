'use strict';
// Prices of insurances, which are not to be computed twice.
const http = require('http');

class Quote { constructor(options) { this.price = options.age * 12 + options.sum / 1000; this.parts = [options.age, options.sum]; } }

function memoize(compute) {
  const known = new Map();
  return (options) => {
    if (!known.has(options)) known.set(options, compute(options));
    return known.get(options);
  };
}

const quoteFor = memoize((options) => new Quote(options));

http.createServer((req, res) => {
  const [, age, sum] = req.url.split('/');
  const quote = quoteFor({ age: Number(age), sum: Number(sum) });
  res.end(String(quote.price));
}).listen(process.env.PORT, '127.0.0.1');
