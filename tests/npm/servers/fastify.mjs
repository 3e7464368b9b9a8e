// An HTTP server with fastify of which every request listens to an emitter for good; mended, until it is answered.

import {EventEmitter} from 'node:events';
import fastify from 'fastify';

export async function start({isMended}) {
  const prices = new EventEmitter().setMaxListeners(0);
  const app = fastify();
  app.get('/', async (request, reply) => {
    const subscription = {url: `${request.url}#${Math.random()}`, seen: new Array(20).fill(0)};
    const onPrice = (price) => subscription.seen.push(price);
    prices.on('price', onPrice);
    if (isMended) reply.raw.on('close', () => prices.off('price', onPrice));
    return {subscribed: subscription.url};
  });
  const address = await app.listen({port: 0, host: '127.0.0.1'});
  return {
    use: async () => (await fetch(address)).text(),
    stop: () => (app.server.closeAllConnections(), app.close()),
  };
}

export const expected = {leak: /price/, place: /fastify\.mjs:\d+:\d+\)/};
