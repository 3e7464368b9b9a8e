export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 60,
  units: 400,
  request: (i) => ({path: `/article-${i}`}),
  leak: true,
  what: 'Every Question waits for an event of its own for the case that it fails, and this listener of the emitter replies is not removed when the answer is there.',
  culprit: [['EventEmitter', '_events']],
  growsClass: ['Question'],
  holderAny: ['replies', '_events', 'EventEmitter'],
  innocent: ['compiled code'],
};
