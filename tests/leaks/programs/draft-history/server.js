// One draft that everybody changes.
class Revision {
  constructor(before, text) { this.before = before; this.changes = [{ text }]; }
}

class Draft {
  constructor() { this.latest = null; }
  change(text) { this.latest = new Revision(this.latest, text); }
}

const draft = new Draft();

Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request) {
    draft.change(new URL(request.url).pathname);
    return new Response('saved');
  },
});
