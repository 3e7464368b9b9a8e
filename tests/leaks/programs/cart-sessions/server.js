'use strict';
// A shop with carts. Visitors without a cookie, most of them crawlers, get a session of their own each time.
const { createHash } = require('crypto');
const express = require('express');
const { SessionStore } = require('./store');

const app = express();
const sessions = new SessionStore();
let serial = 0;

app.use((req, res, next) => {
  const known = /sid=(\w+)/.exec(req.headers.cookie ?? '')?.[1];
  req.session = sessions.load(known);
  if (!req.session) {
    const id = createHash('sha1').update(`visitor ${serial++}`).digest('hex');
    req.session = sessions.start(id);
    res.setHeader('Set-Cookie', `sid=${id}`);
  }
  next();
});
app.get('/product/:sku', (req, res) => {
  req.session.cart.push({ sku: req.params.sku, seenAt: Date.now() });
  res.json({ sku: req.params.sku, inCart: req.session.cart.length });
});
app.listen(process.env.PORT, '127.0.0.1');
