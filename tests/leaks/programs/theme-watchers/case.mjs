export default {
  stored: false,
  report: 'matchMedia: listeners of components that are gone',
  page: 'index.html',
  warmUp: 40,
  units: 250,
  leak: true,
  what: 'Every Tooltip listens to the one MediaQueryList dark and never stops; each keeps its detached <aside>.',
  culprit: [['MediaQueryList'], ['V8EventListener'], ['EventListener']],
  growsClass: ['Tooltip', 'Detached <aside>'],
  holderAny: ['MediaQueryList', 'dark', 'change'],
  innocent: [],
};
