export default {
  stored: false,
  runtime: 'node 20',
  packages: {fastify: '5.12.8'},
  warmUp: 200,
  units: 700,
  request: (i) => ({
    method: i % 8 === 0 ? 'GET' : 'PUT',
    path: `/stock/item-${i % 25}?add=${i % 4}`,
    headers: {'x-user': `clerk-${i % 6}`},
  }),
  leak: true,
  what: 'Every change adds an AuditEntry to the static array Audit.trail, which nobody flushes any more.',
  culprit: [['Audit', 'trail']],
  growsClass: ['AuditEntry', 'Date', '{shelf}'],
  holderAny: ['Audit', 'trail'],
  innocent: ['compiled code', 'the stock of 25 items'],
};
