export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 200,
  units: 1500,
  request: (i) => ({path: `/page/${i}`, headers: {'user-agent': 'reader/3.1 (daily news)'}}),
  leak: true,
  perUnit: 0.0001,
  what: 'The text log is replaced by a longer one with every request and has no limit.',
  culprit: [['', 'log']],
  growsClass: ['(string)'],
  holderAny: ['log'],
  innocent: ['compiled code'],
};
