// Boards that are sent to whoever watches.
class Viewer { constructor(path, writer) { this.path = path; this.writer = writer; this.sent = []; } }

class Board {
  constructor() { this.viewers = new Set(); }
  watch(path) {
    const { readable, writable } = new TransformStream();
    this.viewers.add(new Viewer(path, writable.getWriter()));
    return readable;
  }
}

const board = new Board();

export default {
  async fetch(request) {
    await board.watch(new URL(request.url).pathname).cancel();
    return new Response(`${board.viewers.size} are watching`);
  },
};
