export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 500,
  units: 700,
  request: (i) => ({path: `/visit/${i}`}),
  leak: false,
  what: 'A Map of sessions of which the oldest are removed as soon as there are more than 300.',
  innocent: ['300 sessions, all of them replaced', 'compiled code'],
};
