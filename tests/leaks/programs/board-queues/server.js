// A board of messages that everybody can follow by an async iterator.
class Follower {
  constructor(name) { this.name = name; this.queue = []; this.wake = undefined; }
  put(message) { this.queue.push(message); this.wake?.(); }
  async *[Symbol.asyncIterator]() {
    while (true) {
      while (this.queue.length) yield this.queue.shift();
      await new Promise((resolve) => { this.wake = resolve; });
    }
  }
}

const followers = new Set();
const names = ['lobby', 'screen', 'archive', 'mail', 'desk'];

function follow(name) {
  const follower = new Follower(name);
  followers.add(follower);
  return follower;
}

async function show(follower) {
  let shown = 0;
  for await (const message of follower) {
    if (message.text === '') break;
    if (follower.name === 'archive') await new Promise(() => {});
    shown++;
  }
  return shown;
}
for (const name of names) show(follow(name));

Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1', onListen() {} }, (request) => {
  const message = { text: new URL(request.url).pathname, at: new Date(), seen: [] };
  for (const follower of followers) follower.put(message);
  return new Response('put');
});
