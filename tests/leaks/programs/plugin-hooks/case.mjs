export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 150,
  units: 500,
  request: (i) => ({path: `/form/${i}`}),
  leak: true,
  what: 'Forms.hooks is a Set to which every request adds its own bound function, so that adding twice is no help; each keeps its Form.',
  culprit: [['Forms', 'hooks']],
  growsClass: ['Form'],
  holderAny: ['Forms', 'hooks'],
  innocent: ['compiled code'],
};
