export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 200,
  units: 800,
  request: (i) => ({path: `/note/${i}`}),
  leak: false,
  what: 'Notes are kept by a WeakMap under their request, and go with it, though each note refers to its request.',
  innocent: ['Note'],
};
