export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 600,
  units: 1500,
  request: (i) => ({path: `/orders/${i}/status`}),
  leak: true,
  inPlace: true,
  what: 'hits has a number for every path ever asked for, and paths contain the number of the order.',
  culprit: [['system / Context', 'hits']],
  growsClass: ['Object'],
  holderAny: ['hits'],
  innocent: ['compiled code'],
};
