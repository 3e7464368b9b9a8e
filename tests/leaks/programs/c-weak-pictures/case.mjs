export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 150,
  units: 600,
  request: (i) => ({path: `/picture/${i}`}),
  leak: false,
  what: 'Pictures are remembered by WeakRefs, and a FinalizationRegistry takes their entries out of the Map when they are gone.',
  innocent: ['Picture'],
};
