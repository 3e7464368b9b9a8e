export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 150,
  units: 500,
  request: (i) => ({path: `/temp/${i}`}),
  leak: true,
  what: 'cleanup, a FinalizationRegistry, keeps for every TempFile a Removal that refers to it, to be handed to its callback, so no TempFile is ever freed.',
  culprit: [['FinalizationRegistry']],
  growsClass: ['TempFile', 'Removal'],
  holderAny: ['cleanup', 'FinalizationRegistry'],
  innocent: ['compiled code'],
};
