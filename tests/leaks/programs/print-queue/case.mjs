export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 200,
  units: 700,
  request: (i) => ({path: `/print/${i}`}),
  leak: true,
  what: 'The queue of pages to print is a list of pairs [page, next] that is only ever appended to; pending leads to the first one.',
  culprit: [['system / Context', 'pending']],
  growsClass: ['Array', 'Sheet'],
  holderAny: ['pending'],
  innocent: ['compiled code'],
};
