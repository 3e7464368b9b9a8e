export default {
  stored: false,
  report: 'mswjs/interceptors#77',
  runtime: 'node 22',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/call/${i}`}),
  leak: true,
  what: 'Every request puts a wrapper around transport.send to count its calls, and never takes it off: each wrapper keeps the one before it, and a CallCount.',
  culprit: [['Object', 'send'], ['CallCount']],
  growsClass: ['CallCount', 'Function'],
  holderAny: ['transport', 'send', 'inner'],
  innocent: ['compiled code'],
};
