export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 200,
  units: 500,
  request: (i) => ({path: `/table-${i}/csv`}),
  leak: true,
  what: 'Every Export adds an abort listener to the one AbortSignal of the process and never removes it.',
  culprit: [['Export'], ['Listener']],
  growsClass: ['Export', 'Listener'],
  holderAny: ['AbortSignal', 'shutdown', 'abort'],
  innocent: ['compiled code'],
};
