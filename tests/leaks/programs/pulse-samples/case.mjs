export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 300,
  units: 900,
  request: (i) => ({path: `/pulse/${i}`}),
  leak: true,
  inPlace: true,
  what: 'Samples.values is a Float64Array that is replaced by one of twice the length when it is full, and it is never emptied.',
  culprit: [['Samples', 'values']],
  growsClass: ['system / JSArrayBufferData'],
  holderAny: ['Samples', 'values'],
  innocent: ['compiled code'],
};
