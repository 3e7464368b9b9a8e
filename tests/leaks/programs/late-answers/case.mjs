export default {
  stored: false,
  runtime: 'workerd',
  warmUp: 50,
  units: 400,
  request: (i) => ({path: `/note/${i}`}),
  leak: true,
  what: 'The array pending keeps the promise of every Note, also when it has been written.',
  culprit: [['', 'pending'], ['Note']],
  growsClass: ['Note', 'Promise'],
  holderAny: ['pending'],
  innocent: ['compiled code'],
};
