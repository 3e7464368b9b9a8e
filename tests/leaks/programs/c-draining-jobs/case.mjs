export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 150,
  units: 500,
  request: (i) => ({path: `/job/${i}`}),
  leak: false,
  what: 'Jobs wait in a queue, two run at a time, and all are done by the time of the snapshot; the results of the last 20 are kept.',
  innocent: ['Job'],
};
