export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/article/${i}`}),
  leak: true,
  what: 'teasers keeps the first sentence of every article; it is a slice of the whole text, which stays with it.',
  culprit: [['system / Context', 'teasers']],
  growsClass: ['(sliced string)', '(string)'],
  holderAny: ['teasers'],
  innocent: ['compiled code'],
};
