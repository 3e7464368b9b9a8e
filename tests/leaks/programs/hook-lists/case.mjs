export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 50,
  units: 300,
  request: (i) => ({path: `/trace/${i}`}),
  leak: true,
  what: 'Every request adds a hook to the list onResponse of the App, which none is taken out of; each keeps its Trace.',
  culprit: [['', 'onResponse']],
  growsClass: ['Trace', 'Function'],
  holderAny: ['onResponse', '<symbol hooks>'],
  innocent: ['compiled code'],
};
