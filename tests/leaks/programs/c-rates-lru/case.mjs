export default {
  stored: false,
  runtime: 'node 22',
  packages: {'quick-lru': '5.1.1'},
  warmUp: 700,
  units: 900,
  request: (i) => ({path: `/rate/${i}`}),
  leak: false,
  what: 'A cache of at most 300 rates, two generations of it, that is full in A and only replaced since.',
  innocent: ['Rate'],
};
