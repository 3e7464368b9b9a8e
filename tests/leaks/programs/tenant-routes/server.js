'use strict';
// Every tenant has pages of his own.
const http = require('http');

class Rule { constructor(tenant) { this.tenant = tenant; this.pattern = new URLPattern({ pathname: `/${tenant}/:page` }); } }

class Router {
  constructor() { this.rules = []; }
  find(path) {
    const tenant = path.split('/')[1];
    this.rules.push(new Rule(tenant));
    return this.rules.findLast((rule) => rule.pattern.test({ pathname: path }));
  }
}

const router = new Router();
http.createServer((req, res) => { res.end(router.find(req.url).tenant); }).listen(process.env.PORT, '127.0.0.1');
