export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 200,
  units: 1500,
  request: (i) => ({path: `/ticket/${9007199254740993n * BigInt(i + 3)}`}),
  leak: true,
  what: 'Gate.used is a Set of the BigInt of every ticket that ever passed.',
  culprit: [['Gate', 'used']],
  growsClass: ['(bigint)'],
  holderAny: ['used', 'Gate', 'gate'],
  innocent: ['compiled code'],
};
