export default {
  runtime: 'bun',
  warmUp: 40,
  units: 400,
  request: (i) => ({path: `/type/${i}`}),
  leak: true,
  what: 'Pad.history keeps a Version with the whole text after every change.',
  culprit: [['Pad', 'history']],
  growsClass: ['Version'],
  holderAny: ['history', 'Pad', 'pad'],
  innocent: ['compiled code'],
};
