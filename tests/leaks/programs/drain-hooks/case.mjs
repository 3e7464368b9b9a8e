export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 150,
  units: 400,
  request: (i) => ({path: `/word${i % 70}`, headers: {'x-request-id': `r-${i}`, 'x-user': `user-${i % 9}`}}),
  leak: true,
  what: "translate() adds a once('drain') listener to the module-level emitter lifecycle with every request; it is bound to the async context, which keeps the RequestScope.",
  culprit: [
    ['EventEmitter', '_events'],
    ['Object', 'drain'],
  ],
  growsClass: ['RequestScope', 'AsyncResource', 'AsyncContextFrame', '{what}'],
  holderAny: ['lifecycle', 'drain'],
  innocent: ['compiled code'],
};
