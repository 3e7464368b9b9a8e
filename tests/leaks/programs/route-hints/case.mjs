export default {
  stored: false,
  runtime: 'node 18',
  series: ['A', 'B', 'C'],
  warmUp: 700,
  units: 450,
  request: (i) => ({path: `/hint/${i}`}),
  leak: false,
  what: 'A Map of hints that is cleared when it has 1000 entries: 700 in A, 150 in B, 600 in C.',
  innocent: ['the Map hints', 'compiled code'],
};
