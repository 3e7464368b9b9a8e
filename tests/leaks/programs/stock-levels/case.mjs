export default {
  stored: false,
  runtime: 'node 22',
  packages: {immutable: '5.0.3'},
  warmUp: 400,
  units: 900,
  request: (i) => ({path: `/parcel/${i}`}),
  leak: true,
  what: 'Every parcel adds a Level to the immutable Map levels, which is replaced by a larger one each time.',
  culprit: [['system / Context', 'levels']],
  growsClass: ['Level'],
  holderAny: ['levels'],
  innocent: ['compiled code'],
};
