'use strict';
// Evaluates formulas of a spreadsheet. A formula is compiled once and kept; every cell has its own text.
const http = require('http');

class Formula {
  constructor(text) { this.text = text; this.run = new Function('row', `return ${text};`); this.uses = 0; }
}

const compiled = new Map();
http.createServer((req, res) => {
  const text = decodeURIComponent(req.url.slice(1));
  let formula = compiled.get(text);
  if (!formula) compiled.set(text, (formula = new Formula(text)));
  formula.uses++;
  res.end(String(formula.run({ price: 12, amount: 3 })));
}).listen(process.env.PORT, '127.0.0.1');
