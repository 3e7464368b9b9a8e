export default {
  stored: false,
  series: ['A', 'B', 'C'],
  runtime: 'workerd',
  warmUp: 150,
  units: 300,
  request: (i) => ({path: `/route/${i}`}),
  leak: false,
  what: 'A Map of a hundred answers, full in A, whose oldest go.',
  innocent: ['compiled code'],
};
