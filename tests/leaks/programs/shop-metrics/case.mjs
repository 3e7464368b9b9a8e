export default {
  stored: false,
  runtime: 'node 20',
  packages: {'prom-client': '15.1.3'},
  warmUp: 200,
  units: 500,
  request: (i) => ({path: `/product/${i}`}),
  leak: true,
  what: 'The histogram durations has the whole path as a label, so its hashMap gets an entry with all buckets for every product.',
  culprit: [['Histogram', 'hashMap']],
  growsClass: ['{labels, bucketValues}', '{path}'],
  holderAny: ['Histogram', 'hashMap', 'durations'],
  innocent: ['compiled code'],
};
