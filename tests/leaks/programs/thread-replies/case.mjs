export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 40,
  units: 300,
  request: (i) => ({path: `/text/${i}`}),
  leak: true,
  what: 'Every request adds a listener for messages to the one Worker thread and never removes it; each keeps its Sum.',
  culprit: [['Worker', '_events']],
  growsClass: ['Sum'],
  holderAny: ['thread', 'Worker', '_events', 'message'],
  innocent: ['compiled code'],
};
