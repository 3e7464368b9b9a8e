'use strict';
// A price list that is loaded anew every now and then, and a cache of formatted offers with room for 300.
const http = require('http');

class Price {
  constructor(article, cents, edition) { this.article = article; this.cents = cents; this.edition = edition; this.tiers = [{ from: 1, cents }, { from: 10, cents: cents - 5 }]; }
}

class OfferCache {
  constructor(limit) { this.limit = limit; this.offers = new Map(); }
  get(key) {
    const offer = this.offers.get(key);
    if (offer) { this.offers.delete(key); this.offers.set(key, offer); }      // to the end: used last
    return offer;
  }
  set(key, offer) {
    this.offers.set(key, offer);
    if (this.offers.size > this.limit) this.offers.delete(this.offers.keys().next().value);
  }
}

let edition = 0;
let prices;
function reload() {
  edition++;
  prices = new Map(Array.from({ length: 500 }, (_, i) => [`a${i}`, new Price(`a${i}`, 100 + ((i * 37 + edition) % 900), edition)]));
}
reload();
const offers = new OfferCache(300);

http.createServer((req, res) => {
  const [, action, article, customer] = req.url.split('/');
  if (action === 'reload') { reload(); return res.end(`edition ${edition}`); }
  const key = `${article}/${customer}`;
  let offer = offers.get(key);
  if (!offer) offers.set(key, (offer = { customer, price: prices.get(article), text: `${article} for ${customer}: ${prices.get(article).cents} ct` }));
  res.end(offer.text);
}).listen(process.env.PORT, '127.0.0.1');
