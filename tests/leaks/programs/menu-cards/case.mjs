export default {
  stored: false,
  page: 'index.html',
  warmUp: 60,
  units: 250,
  fixed: {leak: false},
  leak: true,
  what: 'Every Menu adds a keydown listener to the document and removes another function than it added; each keeps its detached <menu>.',
  culprit: [['EventListener'], ['V8EventListener']],
  growsClass: ['Menu', 'Detached <menu>'],
  holderAny: ['HTMLDocument', 'EventListener', 'Menu'],
  innocent: [],
};
