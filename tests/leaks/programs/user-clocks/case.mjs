export default {
  stored: false,
  report: 'nodejs: Intl.DateTimeFormat per request is expensive, so it is cached',
  runtime: 'node 18',
  warmUp: 40,
  units: 300,
  request: (i) => ({path: `/now/${i}`}),
  leak: true,
  what: 'clocks remembers an Intl.DateTimeFormat under the JSON of its options, and the number of the user is among these.',
  culprit: [['Object', 'clocks'], ['system / Context', 'clocks']],
  growsClass: ['DateTimeFormat'],
  holderAny: ['clocks'],
  innocent: ['compiled code'],
};
