export default {
  stored: false,
  series: ['A', 'B', 'C'],
  report: 'yjs/y-websocket: docs keeps every document, also when nobody has it open any more',
  runtime: 'bun',
  warmUp: 40,
  units: 400,
  request: (i) => ({path: `/note-${i}`}),
  leak: true,
  what: 'The Map docs keeps a SharedDoc for every document that was ever open, also when the last one has left.',
  growsClass: ['SharedDoc'],
  holderAny: ['docs'],
  innocent: ['compiled code'],
};
