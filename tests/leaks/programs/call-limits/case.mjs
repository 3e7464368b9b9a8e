export default {
  stored: false,
  runtime: 'deno',
  warmUp: 50,
  units: 300,
  request: (i) => ({path: `/call/${i}`}),
  leak: true,
  what: 'The Set calls loses a Call only when it is ended by the operator, and not when it has been answered.',
  culprit: [['', 'calls'], ['Call']],
  growsClass: ['Call', 'AbortController'],
  holderAny: ['calls'],
  innocent: ['compiled code'],
};
