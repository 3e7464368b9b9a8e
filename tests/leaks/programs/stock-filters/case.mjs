export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/exclude/${i}`}),
  leak: true,
  what: 'Every excluded article puts another generator around the ones before it, in Stock.rows, and with it an Exclusion.',
  culprit: [['Stock', 'rows']],
  growsClass: ['Exclusion'],
  holderAny: ['rows', 'Stock', 'stock'],
  innocent: ['compiled code'],
};
