export default {
  stored: false,
  runtime: 'node 24',
  packages: {rxjs: '7.8.1'},
  warmUp: 200,
  units: 600,
  request: (i) => ({path: `/report/${i}`}),
  leak: true,
  what: 'The ReplaySubject reports has no limit, so its buffer keeps every Report.',
  culprit: [['ReplaySubject', '_buffer']],
  growsClass: ['Report'],
  holderAny: ['ReplaySubject', '_buffer', 'reports'],
  innocent: ['compiled code'],
};
