// News, pushed to those who listen.
class Client { constructor(id, controller) { this.id = id; this.controller = controller; this.topics = ['sport', `region ${id % 8}`]; } }

class News {
  constructor() { this.clients = new Set(); }
  join(id) {
    return new ReadableStream({
      start: (controller) => {
        this.clients.add(new Client(id, controller));
        controller.enqueue(new TextEncoder().encode('data: welcome\n\n'));
      },
    });
  }
}

const news = new News();

Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1', onListen() {} }, async (request) => {
  const reader = news.join(Number(new URL(request.url).pathname.split('/')[2])).getReader();
  const { value } = await reader.read();
  await reader.cancel();                 // as when the client hangs up
  return new Response(value);
});
