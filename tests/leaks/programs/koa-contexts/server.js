'use strict';
// Finds the slowest pages.
const Koa = require('koa');

class Slowest {
  constructor() { this.seen = []; }
  note(ctx, took) { this.seen.push({ ctx, took }); }
  get first() { return this.seen.reduce((a, b) => (a.took > b.took ? a : b)); }
}

const slowest = new Slowest();
const app = new Koa();
app.use(async (ctx, next) => {
  const start = performance.now();
  await next();
  slowest.note(ctx, performance.now() - start);
});
app.use((ctx) => { ctx.body = `<h1>${ctx.path}</h1>`; });
app.listen(process.env.PORT, '127.0.0.1');
