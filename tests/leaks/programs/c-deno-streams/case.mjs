export default {
  stored: false,
  runtime: 'deno',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/report/${i}`}),
  leak: false,
  what: 'A service of Deno that divides streams and reads both halves, sets timers and clears them.',
  innocent: ['compiled code'],
};
