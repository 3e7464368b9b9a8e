export default {
  stored: false,
  report: 'oven-sh/bun#20340',
  runtime: 'bun',
  warmUp: 40,
  units: 300,
  request: (i) => ({path: `/feed/${i}`}),
  leak: true,
  what: 'Every client of the feed gets a Viewer in the array ScoreFeed.viewers, which is not taken out when the client hangs up.',
  culprit: [['ScoreFeed', 'viewers']],
  growsClass: ['Viewer'],
  holderAny: ['viewers', 'ScoreFeed', 'feed'],
  innocent: ['compiled code'],
};
