export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 100,
  units: 500,
  request: (i) => ({path: `/query/${i}`}),
  leak: false,
  what: 'Queries are compiled to functions, of which the last 30 are kept; the others go with their code.',
  innocent: ['Query'],
};
