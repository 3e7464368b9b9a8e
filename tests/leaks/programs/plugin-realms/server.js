'use strict';
// Runs plugins apart from each other.
const http = require('http');
const vm = require('vm');

class Sandbox {
  constructor(name) { this.name = name; this.scope = vm.createContext({ name, result: '' }); }
  run(text) { return vm.runInContext(text, this.scope); }
}

const sandboxes = new Map();

http.createServer((req, res) => {
  const name = req.url.split('/')[2];
  if (!sandboxes.has(name)) sandboxes.set(name, new Sandbox(name));
  res.end(String(sandboxes.get(name).run('result = [name, name.length].map(String).join()')));
}).listen(process.env.PORT, '127.0.0.1');
