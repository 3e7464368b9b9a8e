export default {
  stored: false,
  runtime: 'node 22',
  series: ['A', 'B', 'C'],
  warmUp: 40,
  units: 120,
  request: (i) => ({path: `/price/${i}`}),
  leak: false,
  what: 'Formats of 130 combinations of language and currency are made when first needed: 40 in A, all in B and C.',
  innocent: ['the Map formats, which is complete between A and B', 'compiled code'],
};
