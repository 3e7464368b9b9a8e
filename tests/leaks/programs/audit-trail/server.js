'use strict';
// Stock of a warehouse. Every change is recorded for the auditors; the job that flushed the trail was switched off.
const fastify = require('fastify');
const { Audit } = require('./audit');

const app = fastify();
const stock = new Map();

app.put('/stock/:item', async (request) => {
  const { item } = request.params;
  const before = stock.get(item) ?? { amount: 0, shelf: 'A1' };
  const after = { amount: before.amount + Number(request.query.add), shelf: before.shelf };
  stock.set(item, after);
  Audit.record(request.headers['x-user'], 'stock.change', before, after);
  return after;
});
app.get('/stock/:item', async (request) => stock.get(request.params.item) ?? { amount: 0 });
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
