export default {
  page: 'index.html',
  warmUp: 100,
  units: 400,
  leak: true,
  what: 'suggest() remembers the suggestions for every text ever typed in a Map in its closure.',
  culprit: [['system / Context', 'remembered']],
  growsClass: ['{place, rank, label}'],
  holderAny: ['remembered', 'suggest'],
  innocent: [],
};
