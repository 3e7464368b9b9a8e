export default {
  stored: false,
  report: 'AsyncLocalStorage: a context that refers to the one around it',
  runtime: 'node 22',
  warmUp: 80,
  units: 500,
  request: (i) => ({path: `/poll/${i}`}),
  leak: true,
  what: 'Every poll runs in a Span whose parent is the span of the poll before it, because the next poll is started from within; so all spans stay.',
  culprit: [['Span']],
  growsClass: ['Span'],
  holderAny: ['next', 'parent', 'Poller', 'poller', 'Span', '<symbol kResourceStore>'],
  innocent: ['compiled code'],
};
