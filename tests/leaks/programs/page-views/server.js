// Counts who reads what.
class View { constructor(address) { this.address = address; this.count = 0; this.readers = [{ since: address.length }]; } }

class Statistics {
  constructor() { this.views = {}; }
  count(address) { return ++(this.views[address] ??= new View(address)).count; }
}

const statistics = new Statistics();

Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request) { return new Response(String(statistics.count(request.url))); },
});
