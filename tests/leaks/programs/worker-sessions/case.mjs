export default {
  report: 'cloudflare: module-level state of a worker',
  runtime: 'workerd',
  warmUp: 40,
  units: 400,
  request: (i) => ({path: `/me/visitor-${i}`}),
  leak: true,
  what: 'The module-level Map sessions keeps a Session for every visitor, for as long as the isolate lives.',
  culprit: [['Session']],
  growsClass: ['Session'],
  holderAny: ['sessions'],
  innocent: ['compiled code'],
};
