export default {
  stored: false,
  runtime: 'node 22',
  series: ['A', 'B', 'C'],
  warmUp: 220,
  units: 380,
  request: (i) => ({path: `/event/${i}`}),
  leak: false,
  what: 'Events are collected and written in batches of 500: 220 wait in A, 100 in B, 480 in C.',
  innocent: ['the batch that waits', 'compiled code'],
};
