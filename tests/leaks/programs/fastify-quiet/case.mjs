export default {
  stored: false,
  runtime: 'node 22',
  packages: {fastify: '5.2.1'},
  warmUp: 20,
  units: 500,
  request: (i) => ({path: `/${['a', 'b', 'c'][i % 3]}/${i}?x=${i % 7}`}),
  leak: false,
  what: 'A Fastify service that keeps nothing.',
  innocent: ['compiled code', 'caches of the router'],
};
