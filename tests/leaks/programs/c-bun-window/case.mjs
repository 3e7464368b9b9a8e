export default {
  runtime: 'bun',
  warmUp: 500,
  units: 700,
  request: (i) => ({path: `/visit/${i}`}),
  leak: false,
  what: 'The last 200 visits are kept, always others.',
  innocent: ['Visit'],
};
