'use strict';
// Share prices. A request waits for the next tick of its share; ticks come from one stream for all.
const http = require('http');
const { Subject } = require('rxjs');
const { filter, map } = require('rxjs/operators');

const SHARES = ['ABC', 'KLM', 'XYZ'];
const ticks = new Subject();
let clock = 0;
setInterval(() => {
  clock++;
  for (const share of SHARES) ticks.next({ share, price: 100 + ((clock * share.charCodeAt(0)) % 17), at: clock });
}, 5);

class QuoteRequest {
  constructor(share, currency) { this.share = share; this.rate = currency === 'EUR' ? 0.9 : 1; this.currency = currency; this.answered = false; }
  answer(res, tick) {
    if (this.answered) return;
    this.answered = true;
    res.end(JSON.stringify({ share: this.share, price: tick.price * this.rate, currency: this.currency }));
  }
}

http.createServer((req, res) => {
  const [, share, currency] = req.url.split('/');
  const quote = new QuoteRequest(share, currency);
  // Subscribed for one tick, but take(1) was forgotten: the subscription outlives the request.
  ticks.pipe(filter((tick) => tick.share === quote.share), map((tick) => ({ ...tick, price: Math.round(tick.price) })))
    .subscribe((tick) => quote.answer(res, tick));
}).listen(process.env.PORT, '127.0.0.1');
