export default {
  stored: false,
  report: 'meteor: closures of one function share one context',
  runtime: 'node 22',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/refresh/${i}`}),
  leak: true,
  what: 'The variable board is replaced by each refresh, but the function `title` of the new board shares its context with the unused `differs`, which mentions the board before: all former boards stay.',
  culprit: [['system / Context', 'before'], ['Board']],
  growsClass: ['Board'],
  holderAny: ['board'],
  innocent: ['compiled code'],
};
