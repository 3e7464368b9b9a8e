export default {
  stored: false,
  runtime: 'node 26',
  warmUp: 300,
  units: 900,
  request: (i) => ({path: `/move/${i}`}),
  leak: false,
  what: 'A state of 400 pieces that is replaced as a whole by every move, with some pieces new.',
  innocent: ['Piece'],
};
