export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 200,
  units: 1500,
  request: (i) => ({path: `/mark/order-${i}`}),
  leak: true,
  what: 'Every order gets a mark by Symbol.for with its number, and the registry of symbols never forgets one.',
  culprit: [['symbol']],
  growsClass: ['(symbol)'],
  holderAny: ['(Strong root list)', '(Strong roots)', 'public_symbol_table', 'Symbol.for', 'symbol registry', '(Symbol.for registry)'],
  innocent: ['compiled code'],
};
