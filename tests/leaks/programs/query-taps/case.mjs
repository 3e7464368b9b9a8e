export default {
  stored: false,
  runtime: 'node 24',
  warmUp: 80,
  units: 400,
  request: (i) => ({path: `/list/${i}`}),
  leak: true,
  what: 'Every request subscribes to the diagnostics channel shop:query and never unsubscribes; each subscriber keeps its QueryLog.',
  culprit: [['Channel', '_subscribers'], ['ActiveChannel', '_subscribers'], ['QueryLog']],
  growsClass: ['QueryLog', 'Function'],
  holderAny: ['_subscribers', 'ActiveChannel', 'Channel', 'queries'],
  innocent: ['compiled code'],
};
