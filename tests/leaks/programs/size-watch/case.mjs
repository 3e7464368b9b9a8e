export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 250,
  leak: true,
  what: 'One ResizeObserver serves all cards; SizeWatch.callbacks, a Map, keeps the element of every card that was ever shown, because nobody unobserves it.',
  culprit: [['SizeWatch', 'callbacks']],
  growsClass: ['Card', 'Detached <figure>'],
  holderAny: ['callbacks', 'SizeWatch', 'sizes'],
  innocent: [],
};
