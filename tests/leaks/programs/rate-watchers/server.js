'use strict';
// Converts amounts, and keeps the results up to date while rates change.
const http = require('http');
const { effect, reactive } = require('@vue/reactivity');

class Conversion { constructor(amount) { this.amount = amount; this.result = 0; this.note = { text: `amount ${amount}` }; } }

const rates = reactive({ dollar: 1.1 });

http.createServer((req, res) => {
  const conversion = new Conversion(Number(req.url.split('/')[2]));
  effect(() => { conversion.result = conversion.amount * rates.dollar; });
  res.end(String(conversion.result));
}).listen(process.env.PORT, '127.0.0.1');
