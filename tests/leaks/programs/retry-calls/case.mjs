export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 60,
  units: 300,
  request: (i) => ({method: 'POST', path: `/hooks/${i}7`, headers: {'x-event': `order.paid ${i}`}}),
  leak: true,
  what: 'The array retries gets a function for every webhook that could not be delivered, and none is ever taken out; each keeps its request and response.',
  culprit: [['', 'retries']],
  growsClass: ['Function', 'ServerResponse', 'IncomingMessage'],
  holderAny: ['retries'],
  innocent: ['compiled code'],
};
