export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 80,
  units: 600,
  request: (i) => ({path: `/${20 + (i % 40)}/${1000 * (i % 25)}`}),
  leak: true,
  what: 'The Map known in memoize() has objects as keys, which are made anew with every request and so never found again; it keeps a Quote for each.',
  culprit: [['', 'known'], ['Quote']],
  growsClass: ['Quote'],
  holderAny: ['known', 'quoteFor', 'memoize'],
  innocent: ['compiled code'],
};
