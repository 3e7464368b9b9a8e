// Frames of pictures are taken from a pool, to save allocations.
class FramePool {
  constructor(size) { this.size = size; this.free = []; this.made = 0; }
  take() {
    const at = this.free.findIndex((frame) => frame.length > this.size);
    if (at >= 0) return this.free.splice(at, 1)[0];
    this.made++;
    return new Uint8Array(this.size);
  }
  give(frame) { this.free.push(frame); }
}

const pool = new FramePool(600);

Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request) {
    const frame = pool.take();
    new TextEncoder().encodeInto(request.url, frame);
    const sum = frame.reduce((all, byte) => all + byte, 0);
    pool.give(frame);
    return new Response(String(sum));
  },
});
