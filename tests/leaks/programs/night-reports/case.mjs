export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 200,
  units: 500,
  perUnit: 0.01,
  request: (i) => ({path: `/sale/${i}`}),
  leak: true,
  what: 'Every hundredth sale adds a Summary with the lines of all sales since the last one to the array Archive.summaries, which nobody empties.',
  culprit: [['Archive', 'summaries']],
  growsClass: ['Summary', 'Line'],
  holderAny: ['Archive', 'summaries'],
  innocent: ['up to a hundred lines that wait', 'compiled code'],
};
