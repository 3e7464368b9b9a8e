export default {
  stored: false,
  report: 'react/react#26089: roots that are not unmounted',
  page: 'index.html',
  packages: {react: '18.3.1', 'react-dom': '18.3.1'},
  warmUp: 15,
  units: 80,
  leak: true,
  what: 'The Map Shell.mounted keeps the root of React of every embedded app that was ever open, and with it the detached elements; nobody unmounts them.',
  culprit: [['Shell', 'mounted']],
  growsClass: ['ReactDOMRoot', 'FiberRootNode', 'Detached <article>'],
  holderAny: ['mounted', 'Shell', 'shell'],
  innocent: [],
};
