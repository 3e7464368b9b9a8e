export default {
  runtime: 'node 20',
  series: ['A', 'B', 'C'],
  warmUp: 200,
  units: 300,
  // Before A small reports; from then on, now and then one that needs more connections than the pool may open.
  request: (i) => ({path: `/${i >= 200 && i % 20 === 0 ? 80 : 4}/${i}`}),
  leak: false,
  what: 'A pool of connections grows once from 4 to its limit of 60; each connection prepares at most 12 statements.',
  innocent: [
    'Connection in Pool.all (4 in A, 60 in B and C) with its prepared Statements (at most 12 each)',
    'compiled code',
  ],
  note: 'Judge A, B, C as a series: A to B alone shows the growth of the pool.',
};
