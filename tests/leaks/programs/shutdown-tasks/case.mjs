export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 100,
  units: 400,
  request: (i) => ({path: `/import/${i}`}),
  leak: true,
  what: 'Every import registers a callback, bound to its async context, in the module-level array atExit; each keeps its ImportJob.',
  culprit: [['system / Context', 'atExit']],
  growsClass: ['ImportJob'],
  holderAny: ['atExit'],
  innocent: ['compiled code'],
};
