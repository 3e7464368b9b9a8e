const types = ['charge', 'refund', 'payout'];
const delivery = (i) => ({
  method: 'POST',
  path: '/hooks',
  headers: {'x-sender': 'acme-pay'},
  body: JSON.stringify({id: `evt_${(i * 7919).toString(16).padStart(24, '0')}`, type: types[i % 3], amount: i % 90}),
});

export default {
  runtime: 'node 20',
  warmUp: 400,
  units: 1200,
  request: (i) => (i % 5 === 0 ? [delivery(i), delivery(i)] : delivery(i)),
  leak: true,
  what: 'Inbox keeps the key of every webhook delivery in the private Set #handled and never forgets one.',
  culprit: [['Inbox', '#handled']],
  growsClass: ['(string)', '(concatenated string)'],
  holderAny: ['#handled', 'Inbox'],
  innocent: ['compiled code'],
};
