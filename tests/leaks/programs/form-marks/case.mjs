export default {
  stored: false,
  page: 'index.html',
  warmUp: 100,
  units: 500,
  leak: true,
  what: 'Every change of a form sets a performance mark with a detail and a name of its own, and nothing clears them.',
  culprit: [['PerformanceMark']],
  growsClass: ['PerformanceMark'],
  holderAny: ['Performance', 'UserTiming'],
  innocent: [],
};
