'use strict';
const fastify = require('fastify')();

for (const name of ['a', 'b', 'c']) {
  fastify.get(`/${name}/:id`, { schema: { response: { 200: { type: 'object', properties: { id: { type: 'string' }, x: { type: 'string' } } } } } },
    async (request) => ({ id: request.params.id, x: request.query.x }));
}
fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
