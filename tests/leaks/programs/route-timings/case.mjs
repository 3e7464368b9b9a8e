export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 400,
  units: 3000,
  inPlace: true,
  request: (i) => ({path: `/route${i % 20}/${[200, 304, 404][i % 3]}`}),
  leak: true,
  what: 'Timings.byRoute keeps all durations ever measured, as numbers in arrays in a Map for each route.',
  culprit: [['Timings', 'byRoute']],
  growsClass: ['Array'],
  holderAny: ['byRoute', 'Timings', 'timings'],
  innocent: ['compiled code'],
};
