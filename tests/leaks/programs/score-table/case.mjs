export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 120,
  units: 800,
  request: (i) => ({path: `/score/player-${i}/${(i * 7919) % 100000}`}),
  leak: true,
  what: 'The skip list of all scores ever made starts at SkipList.head; nobody removes a Score.',
  culprit: [['SkipList', 'head']],
  growsClass: ['Score'],
  holderAny: ['head', 'SkipList', 'scores'],
  innocent: ['compiled code'],
};
