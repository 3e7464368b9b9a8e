export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 300,
  units: 900,
  request: (i) => ({path: `/say/${((i * 7919) % 100_000).toString(36)}x${(i % 1000).toString(36)}`}),
  leak: true,
  what: 'words is a tree of letters to which every word ever said is added.',
  culprit: [['system / Context', 'words']],
  growsClass: ['Letter'],
  holderAny: ['words'],
  innocent: ['compiled code'],
};
