export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/call/${i}`}),
  leak: true,
  what: 'SlowCalls.samples keeps where every call came from as the CallSites that V8 gives to Error.prepareStackTrace, which keep functions and what they belonged to.',
  culprit: [['SlowCalls', 'samples']],
  growsClass: ['CallSite'],
  holderAny: ['samples', 'SlowCalls', 'slow'],
  innocent: ['compiled code'],
};
