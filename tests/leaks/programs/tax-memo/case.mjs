export default {
  stored: false,
  runtime: 'node 26',
  warmUp: 80,
  units: 500,
  request: (i) => ({path: `/tax/${i}`}),
  leak: true,
  what: 'The function taxOf remembers a TaxRecord for every customer in its own property `cache`.',
  culprit: [['taxOf', 'cache']],
  growsClass: ['TaxRecord'],
  holderAny: ['cache', 'taxOf'],
  innocent: ['compiled code'],
};
