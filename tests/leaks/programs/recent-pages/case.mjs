export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 400,
  units: 800,
  request: (i) => ({path: `/page/${i}`}),
  leak: true,
  what: 'Recent evicts the oldest page from its Map but not from its list of uses, so the list from Recent.newest back keeps every Use.',
  culprit: [
    ['Recent', 'newest'],
    ['Recent', 'oldest'],
    ['Recent', 'uses'],
  ],
  growsClass: ['Use'],
  holderAny: ['Recent', 'newest', 'older'],
  innocent: ['compiled code'],
};
