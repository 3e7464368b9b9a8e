export default {
  stored: false,
  report: 'fastify/fastify#4843',
  runtime: 'node 24',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/preview/${i}`}),
  leak: true,
  what: 'Every preview starts an App of its own, which listens to the beforeExit of the process; close() does not take the listener away, so every App stays.',
  culprit: [['process', '_events']],
  growsClass: ['App'],
  holderAny: ['process', '_events', 'beforeExit'],
  innocent: ['compiled code'],
};
