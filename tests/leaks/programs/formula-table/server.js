'use strict';
// Formulas of sheets as functions of WebAssembly, called through one table.
const http = require('http');

const table = new WebAssembly.Table({ element: 'anyfunc', initial: 1 });

// (module (func (export "f") (param i32) (result i32) local.get 0 i32.const 7 i32.add))
const code = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 32, 0, 65, 7, 106, 11);
const module_ = new WebAssembly.Module(code);

function addFormula() {
  const instance = new WebAssembly.Instance(module_);
  const at = table.grow(1);
  table.set(at, instance.exports.f);
  return at;
}

http.createServer((req, res) => {
  const at = addFormula();
  res.end(String(table.get(at)(Number(req.url.split('/')[2]))));
}).listen(process.env.PORT, '127.0.0.1');
