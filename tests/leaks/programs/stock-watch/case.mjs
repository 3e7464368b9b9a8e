export default {
  stored: false,
  report: 'nodejs/node#6673',
  runtime: 'node 24',
  warmUp: 100,
  units: 600,
  request: (i) => ({path: `/tick/${i}`}),
  leak: true,
  what: 'watch() looks at the stock and then returns watch() again, for ever: every round waits for the next one, so the promises of all rounds stay, each with its Reading.',
  culprit: [['Reading']],
  growsClass: ['Reading'],
  holderAny: ['watch', 'wake', 'Clock', 'clock', 'waiting'],
  innocent: ['compiled code'],
};
