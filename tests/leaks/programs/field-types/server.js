'use strict';
// Forms. The fields of each are checked by the rules of its class.
const http = require('http');

class Rule { constructor(target, field, test) { this.target = target; this.field = field; this.test = test; } }

class Storage {
  constructor() { this.metadata = []; }
  add(target, field, test) { this.metadata.push(new Rule(target, field, test)); }
  check(form) { return this.metadata.filter((rule) => rule.target === form.constructor).every((rule) => rule.test(form[rule.field])); }
}

const storage = new Storage();
class Form { constructor(values) { Object.assign(this, values); } }

function withField(Base, field, test) {
  class Checked extends Base { get title() { return `form with ${field}`; } }
  storage.add(Checked, field, test);
  return Checked;
}

http.createServer((req, res) => {
  const Checked = withField(Form, 'mail', (mail) => mail.includes('@'));
  res.end(String(storage.check(new Checked({ mail: `user${req.url}@example.org` }))));
}).listen(process.env.PORT, '127.0.0.1');
