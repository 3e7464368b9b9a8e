// The last pictures of a camera, in slots that are used again.
const slots = Array.from({ length: 64 }, () => ({ at: 0, path: '', bytes: new Uint8Array(2000) }));
let taken = 0;

Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request) {
    const slot = slots[taken++ % slots.length];
    slot.at = Date.now();
    slot.path = request.url;
    slot.bytes = new Uint8Array(2000).fill(taken & 255);
    return new Response(String(taken));
  },
});
