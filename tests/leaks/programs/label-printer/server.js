'use strict';
// Prints shipping labels on the printer of the packing room. Its paper has run out, and nobody has noticed yet.
const http = require('http');
const { Printer } = require('./printer');

class Label {
  constructor(order, weight) { this.order = order; this.text = `Order ${order}\n${weight} kg\n`; this.copies = 1; }
}

const printer = new Printer(250);
http.createServer((req, res) => {
  const [, action, order, weight] = req.url.split('/');
  if (action === 'status') return res.end(`${printer.printed} printed, ${printer.paper} sheets left`);
  printer.print(new Label(order, Number(weight))).catch((error) => console.error(error));
  res.statusCode = 202;
  res.end();
}).listen(process.env.PORT, '127.0.0.1');
