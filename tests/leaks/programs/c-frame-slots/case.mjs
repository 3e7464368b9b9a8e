export default {
  runtime: 'bun',
  warmUp: 80,
  units: 500,
  request: (i) => ({path: `/camera/${i}`}),
  leak: false,
  what: 'The last 64 pictures of a camera are kept in slots that are used again.',
  innocent: ['Uint8Array', 'Object'],
};
