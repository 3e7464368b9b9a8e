export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 200,
  units: 600,
  request: (i) => ({path: `/quote/${i}`}),
  leak: true,
  what: 'Every quote races against the one promise closing, which settles only when the service ends; it keeps a reaction for every race ever run, with the result.',
  culprit: [['system / Context', 'closing']],
  growsClass: ['Promise', 'Offer', 'Function'],
  holderAny: ['closing'],
  innocent: ['compiled code'],
};
