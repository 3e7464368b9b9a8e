export default {
  stored: false,
  runtime: 'workerd',
  warmUp: 60,
  units: 500,
  request: (i) => ({path: `/region${i % 6}/10.0.${i >> 8}.${i & 255}`}),
  leak: true,
  what: 'The Map limits keeps, in a Map for each region, a Bucket for every address that ever called.',
  culprit: [['', 'limits'], ['Bucket']],
  growsClass: ['Bucket'],
  holderAny: ['limits'],
  innocent: ['compiled code'],
};
