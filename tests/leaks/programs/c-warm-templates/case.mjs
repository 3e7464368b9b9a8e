export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 8,
  units: 600,
  request: (i) => ({path: `/page/${i % 80}/${i}`}),
  leak: false,
  what: 'Eighty functions, made at the start, of which A has called eight; in B all of them have feedback, shapes and optimised code.',
  innocent: ['compiled code', 'FeedbackVector'],
};
