// Scores, as they come.
class Viewer {
  constructor(path) { this.path = path; this.seen = [{ score: path.length }]; this.stream = new ReadableStream({ start: (controller) => { this.controller = controller; } }); }
}

class ScoreFeed {
  constructor() { this.viewers = []; }
  join(path) { const viewer = new Viewer(path); this.viewers.push(viewer); return viewer; }
}

const feed = new ScoreFeed();

Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request) {
    const viewer = feed.join(new URL(request.url).pathname);
    return new Response(viewer.seen.map(({ score }) => score).join());
  },
});
