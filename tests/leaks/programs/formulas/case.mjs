export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 150,
  units: 400,
  request: (i) => ({path: `/${encodeURIComponent(`row.price * row.amount + ${i}`)}`}),
  leak: true,
  what: 'The module-level Map compiled keeps a function compiled from the text of every formula ever seen, with its code.',
  culprit: [['system / Context', 'compiled']],
  growsClass: ['Formula', 'Function'],
  holderAny: ['compiled'],
  innocent: ['other compiled code'],
};
