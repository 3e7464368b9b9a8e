// A chat. Every message is logged.
class Logger {
  constructor(fields) { this.fields = fields; this.level = 'info'; this.subs = []; }
  child(fields) {
    const child = new Logger({ ...this.fields, ...fields });
    this.subs.push(child);
    return child;
  }
  info(text) { return `${this.level} ${JSON.stringify(this.fields)} ${text}`; }
}

const log = new Logger({ service: 'chat' });

Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request) {
    return new Response(log.child({ message: new URL(request.url).pathname }).info('said'));
  },
});
