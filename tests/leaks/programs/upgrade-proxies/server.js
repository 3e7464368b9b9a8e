'use strict';
// Passes requests on to the server of the shop that they are meant for.
const http = require('http');

class Proxy {
  constructor(server, target) {
    this.target = target;
    this.rules = [{ from: '/shop', to: '/' }, { from: '/assets', to: '/static' }];
    this.upgrade = (req, socket) => socket.end(`to ${this.target}`);
    server.on('upgrade', this.upgrade);
  }
  pass(req, res) { res.end(`${req.url} goes to ${this.target}`); }
}

const server = http.createServer((req, res) => {
  new Proxy(server, `http://shop${req.url.split('/')[2]}.internal`).pass(req, res);
});
server.setMaxListeners(0);
server.listen(process.env.PORT, '127.0.0.1');
