'use strict';
// Previews of the shops that people build. Each is an app of its own, for a moment.
const http = require('http');
process.setMaxListeners(0);

class App {
  constructor(tenant) {
    this.tenant = tenant;
    this.routes = new Map([['/', 'start'], ['/about', 'about'], ['/cart', 'cart']]);
    this.hooks = { onRequest: [], onSend: [], onClose: [] };
    this.closed = false;
    process.on('beforeExit', () => this.close());
  }
  render(path) { return `${this.tenant}: ${this.routes.get(path)}`; }
  close() { this.closed = true; }
}

http.createServer((req, res) => {
  const app = new App(req.url.split('/')[2]);
  res.end(app.render('/'));
  app.close();
}).listen(process.env.PORT, '127.0.0.1');
