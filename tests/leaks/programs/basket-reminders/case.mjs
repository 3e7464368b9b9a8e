export default {
  stored: false,
  series: ['A', 'B', 'C'],
  runtime: 'bun',
  warmUp: 40,
  units: 400,
  request: (i) => ({path: `/basket/${i}`}),
  leak: true,
  what: 'Every Basket sets a timeout of a day that is not cleared when it is bought; the timers of Bun keep the callback and the Basket.',
  growsClass: ['Basket', 'Timeout'],
  holderAny: ['Timeout', 'GlobalObject', 'remindLater', 'Strong References', 'StrongReferences', '(GC roots)'],
  innocent: ['compiled code'],
};
