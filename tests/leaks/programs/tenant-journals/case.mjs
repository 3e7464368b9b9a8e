export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 240,
  units: 1800,
  request: (i) => ({path: `/tenant${i % 12}/open-invoice-${i}`}),
  leak: true,
  what: 'The texts in journals, one for each tenant, get a line with every request and are never sent.',
  culprit: [['', 'journals']],
  growsClass: ['(concatenated string)'],
  holderAny: ['journals'],
  innocent: ['compiled code'],
};
