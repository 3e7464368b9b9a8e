export default {
  stored: false,
  runtime: 'deno',
  warmUp: 20,
  units: 400,
  request: (i) => ({path: `/page/${i}`}),
  leak: false,
  what: 'A service of Deno that keeps the results of 50 pages at most.',
  innocent: ['compiled code'],
};
