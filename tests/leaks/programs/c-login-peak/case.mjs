export default {
  stored: false,
  runtime: 'node 26',
  series: ['A', 'B', 'C'],
  warmUp: 60,
  units: 240,
  request: (i) => ({path: i < 300 ? `/in/person${i}` : `/out/person${i - 300}`}),
  leak: false,
  what: 'People log in, 60 before A and 240 more before B, and 240 of them log out again before C.',
  innocent: ['Login', 'Set', 'Array'],
};
