export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 100,
  units: 500,
  request: (i) => ({path: `/wait/${i}`}),
  leak: false,
  what: 'Every request listens to the emitter ticks and to an AbortSignal, and stops when it is answered.',
  innocent: ['Wait'],
};
