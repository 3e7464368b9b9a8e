/** A server that is not the site's: it remembers whatever reaches it, be it only a connection. */
import { createServer } from 'node:http';

export class Elsewhere {
  /** Paths asked for, also by web sockets. */
  requests = [];
  connections = 0;
  #server = createServer(({ url }, response) => {
    this.requests.push(url);
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' });
    response.end('<!doctype html><title>Elsewhere</title>');
  });

  static async start() {
    const elsewhere = new Elsewhere();
    const server = elsewhere.#server;
    server.on('connection', () => (elsewhere.connections += 1));
    server.on('upgrade', ({ url }, socket) => {
      elsewhere.requests.push(url);
      socket.destroy();
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return elsewhere;
  }

  get address() {
    return `http://127.0.0.1:${this.#server.address().port}/`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
