'use strict';
// Receives webhooks of a payment provider. The provider sends some of them twice, so the inbox remembers which
// deliveries it has handled; the provider gives up after a day, but nothing is ever forgotten here.
const http = require('http');

class Inbox {
  #handled = new Set();
  constructor() { this.totals = {}; }

  accept(sender, delivery) {
    const key = `${sender}/${delivery.id}`;
    if (this.#handled.has(key)) return 'again';
    this.#handled.add(key);
    this.totals[delivery.type] = (this.totals[delivery.type] ?? 0) + delivery.amount;
    return 'new';
  }
}

const inbox = new Inbox();
http.createServer((req, res) => {
  if (req.method === 'GET') return res.end(JSON.stringify(inbox.totals));
  let text = '';
  req.setEncoding('utf8');
  req.on('data', (chunk) => { text += chunk; });
  req.on('end', () => res.end(inbox.accept(req.headers['x-sender'], JSON.parse(text))));
}).listen(process.env.PORT, '127.0.0.1');
