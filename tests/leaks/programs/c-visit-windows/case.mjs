export default {
  stored: false,
  series: ['A', 'B', 'C'],
  runtime: 'node 26',
  warmUp: 200,
  units: 800,
  request: (i) => ({path: `/${i}`}),
  leak: false,
  what: 'Forty clients have a window each, with the times of the last tenth of a second.',
  innocent: ['compiled code'],
};
