export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 80,
  units: 500,
  request: (i) => ({path: `/print/${i}`}),
  leak: true,
  what: 'Every call of print() waits for lease.ready, which never settles; the promise keeps a reaction for each, with its Ticket.',
  culprit: [['Lease', 'ready']],
  growsClass: ['Ticket'],
  holderAny: ['ready', 'Lease', 'lease'],
  innocent: ['compiled code'],
};
