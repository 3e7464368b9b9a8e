export default {
  stored: false,
  series: ['A', 'B', 'C'],
  runtime: 'node 20',
  warmUp: 40,
  units: 400,
  request: (i) => ({path: `/check/${i}`}),
  leak: true,
  what: 'Every failed check becomes the cause of the next CheckError, so Health.#last leads to all errors there ever were.',
  culprit: [['Health', '#last']],
  growsClass: ['CheckError'],
  holderAny: ['#last', 'Health', 'health'],
  innocent: ['compiled code'],
};
