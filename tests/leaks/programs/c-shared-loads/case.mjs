export default {
  stored: false,
  series: ['A', 'B', 'C'],
  runtime: 'node 20',
  warmUp: 60,
  units: 400,
  request: (i) => ({path: `/rate/${i}`}),
  leak: false,
  what: 'Loads that run are shared by a Map of promises, out of which they are taken when they are done.',
  innocent: ['compiled code'],
};
