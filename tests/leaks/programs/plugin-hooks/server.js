'use strict';
// Forms that plugins may change before they are sent.
const http = require('http');

class Form {
  constructor(id) { this.id = id; this.fields = { name: `name ${id}`, street: `street ${id}` }; }
  beforeSend() { return Object.keys(this.fields).length; }
}

class Forms {
  static hooks = new Set();
  static hook(action) { Forms.hooks.add(action); }
}

http.createServer((req, res) => {
  const form = new Form(req.url.split('/')[2]);
  Forms.hook(form.beforeSend.bind(form));
  res.end(String(form.beforeSend()));
}).listen(process.env.PORT, '127.0.0.1');
