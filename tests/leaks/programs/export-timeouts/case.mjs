export default {
  stored: false,
  report: 'nodejs/node#64476',
  runtime: 'node 22',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/table-${i}/csv`}),
  leak: true,
  what: 'Every export joins the signal of the shutdown with one of its own by AbortSignal.any and listens to the result; Node keeps the joined signals for as long as the first one lives, each with its Export.',
  culprit: [['AbortSignal']],
  growsClass: ['Export', 'AbortSignal'],
  holderAny: ['gcPersistentSignals', 'AbortSignal', 'shutdown', 'signal', '<symbol kDependantSignals>'],
  innocent: ['compiled code'],
};
