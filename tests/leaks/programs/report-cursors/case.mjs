export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 80,
  units: 300,
  request: (i) => ({path: `/report/${i}`}),
  leak: true,
  what: 'cursors keeps a half-used generator for every report of which only the first page was read, and with it the rows.',
  culprit: [['system / Context', 'cursors']],
  growsClass: ['Row', 'rows'],
  holderAny: ['cursors'],
  innocent: ['compiled code'],
};
