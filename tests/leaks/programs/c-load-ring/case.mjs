export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 100,
  units: 800,
  request: (i) => ({path: `/${i}`}),
  leak: false,
  what: 'The times of the last thousand requests are in an array of numbers that is as long from the start.',
  innocent: ['Float64Array', 'compiled code'],
};
