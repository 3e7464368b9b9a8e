export default {
  runtime: 'node 18',
  packages: {lodash: '4.18.1'},
  warmUp: 250,
  units: 800,
  request: (i) => ({path: `/zone-${i % 5}/${200 + (i % 40) * 50}`, headers: {'x-order': `SO-${40000 + i}`}}),
  fixed: {leak: false},
  leak: true,
  what: 'rateFor is memoized by lodash under a key with the number of the order, so its unbounded cache keeps a Rate for every order.',
  culprit: [
    ['rateFor', 'cache'],
    ['memoized', 'cache'],
    ['', 'cache'],
  ],
  growsClass: ['Rate', '{carrier}'],
  holderAny: ['MapCache', 'Hash', 'rateFor', 'memoized'],
  innocent: ['compiled code'],
};
