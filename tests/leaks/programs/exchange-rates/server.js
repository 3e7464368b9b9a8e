'use strict';
// Converts amounts. Rates of a day are large and kept in a cache with room for 700 days; every conversion also leaves a
// few bytes in a list that somebody meant to look through.
const http = require('http');
const { LRUCache } = require('lru-cache');

class DayRates {
  constructor(day) { this.day = day; this.rates = Object.fromEntries(['USD', 'GBP', 'CHF', 'JPY', 'SEK', 'PLN'].map((code, n) => [code, { code, rate: 1 + ((day * 7 + n * 31) % 100) / 80, source: `table ${day}` }])); }
}

class Unusual { constructor(day, amount) { this.day = `day ${day}`; this.amount = amount; } }

const days = new LRUCache({ max: 700 });
const unusual = [];

http.createServer((req, res) => {
  const [, day, amount] = req.url.split('/').map(Number);
  let rates = days.get(day);
  if (!rates) days.set(day, (rates = new DayRates(day)));
  if (amount % 3 === 0) unusual.push(new Unusual(day, amount));
  res.end(String(amount * rates.rates.USD.rate));
}).listen(process.env.PORT, '127.0.0.1');
