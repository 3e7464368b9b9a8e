export default {
  stored: false,
  page: 'index.html',
  warmUp: 60,
  units: 400,
  leak: true,
  what: 'Every Panel puts its own function in place of window.onresize, which calls the one before; so the functions hang together, and each keeps its closed Panel.',
  culprit: [['Panel']],
  growsClass: ['Panel', 'Detached <section>'],
  holderAny: ['Window', 'onresize', 'before', 'resize', 'V8EventHandlerNonNull', 'JSEventHandler'],
  innocent: [],
};
