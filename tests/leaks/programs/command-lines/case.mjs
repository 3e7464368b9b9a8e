export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 30,
  units: 150,
  request: (i) => ({path: `/console/${i}`}),
  leak: true,
  what: 'Every request makes a readline interface on the one stream of commands and does not close it; the stream keeps its listeners.',
  culprit: [['PassThrough', '_events']],
  growsClass: ['Interface'],
  holderAny: ['PassThrough', '_events', 'commands'],
  innocent: ['compiled code'],
};
