export default {
  stored: false,
  series: ['A', 'B', 'C'],
  report: 'handsontable/handsontable: observers of something that has no height are never disconnected and pile up',
  page: 'index.html',
  warmUp: 30,
  units: 250,
  leak: true,
  what: 'Every Chart waits with an IntersectionObserver for the <main> to get some room, which it never does; the element keeps all its observers.',
  culprit: [['IntersectionObserver']],
  growsClass: ['Chart', 'IntersectionObserver'],
  holderAny: ['ElementIntersectionObserverData', '<main>', 'Document', 'HTMLElement', 'Pending activities'],
  innocent: ['compiled code'],
};
