export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 60,
  units: 500,
  request: (i) => ({path: `/edit/${i}`}),
  leak: true,
  what: 'The History keeps every Edit in a list that hangs together both ways, from first to last.',
  culprit: [['Edit']],
  growsClass: ['Edit'],
  holderAny: ['History', 'history', 'first', 'last'],
  innocent: ['compiled code'],
};
