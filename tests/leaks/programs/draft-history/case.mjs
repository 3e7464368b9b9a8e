export default {
  stored: false,
  runtime: 'bun',
  warmUp: 40,
  units: 500,
  request: (i) => ({path: `/draft/${i}`}),
  leak: true,
  what: 'Every change of the draft puts a Revision on top of the ones before it, which it keeps by `before`; there is no limit.',
  culprit: [['Draft', 'latest']],
  growsClass: ['Revision'],
  holderAny: ['latest', 'Draft', 'draft', 'before'],
  innocent: ['compiled code'],
};
