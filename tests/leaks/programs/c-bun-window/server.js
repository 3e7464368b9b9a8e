// The last visits.
class Visit { constructor(path) { this.path = path; this.parts = path.split('/'); } }

const last = [];

Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request) {
    last.push(new Visit(new URL(request.url).pathname));
    if (last.length > 200) last.shift();
    return new Response(`${last.length} visits`);
  },
});
