export default {
  page: 'index.html',
  warmUp: 60,
  units: 220,
  leak: true,
  what: 'Every ChartPanel adds a resize listener to the window and never removes it, so closed panels stay with their detached elements.',
  culprit: [['Window', 'resize']],
  growsClass: ['ChartPanel'],
  holderAny: ['Window', 'resize', 'EventListener'],
  innocent: [],
};
