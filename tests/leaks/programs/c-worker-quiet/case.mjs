export default {
  runtime: 'workerd',
  warmUp: 20,
  units: 300,
  request: (i) => ({path: `/count/${i}`}),
  leak: false,
  what: 'A worker that counts visits by ten groups and keeps nothing else.',
  innocent: ['compiled code'],
};
