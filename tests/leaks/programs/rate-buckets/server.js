'use strict';
// Public geocoding API with a rate limit per client address.
const Koa = require('koa');

const app = new Koa();
app.proxy = true;                            // the address of the client comes from X-Forwarded-For
const buckets = {};                          // client address → its tokens; addresses only ever come in
const RATE = 20;

app.use(async (ctx, next) => {
  const bucket = (buckets[ctx.ip] ??= { client: ctx.ip, tokens: RATE, refilled: Date.now(), blocked: 0 });
  const now = Date.now();
  bucket.tokens = Math.min(RATE, bucket.tokens + ((now - bucket.refilled) * RATE) / 1000);
  bucket.refilled = now;
  if (bucket.tokens < 1) { bucket.blocked++; ctx.throw(429); }
  bucket.tokens--;
  await next();
});
app.use(async (ctx) => {
  const { place = '' } = ctx.query;
  ctx.body = { place, lat: (place.length * 37) % 90, lon: (place.length * 91) % 180 };
});
app.listen(process.env.PORT, '127.0.0.1');
