export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 200,
  units: 600,
  request: (i) => ({path: `/find?text=word${i}`}),
  leak: true,
  what: 'LogSearch.patterns remembers a RegExp for every text that was ever looked for.',
  culprit: [['LogSearch', 'patterns']],
  growsClass: ['RegExp'],
  holderAny: ['LogSearch', 'patterns'],
  innocent: ['compiled code'],
};
