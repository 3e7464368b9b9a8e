export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 300,
  leak: true,
  what: 'The array steps in the closure of undo keeps a function for every change, without a limit; each keeps the nodes before it, which are detached.',
  culprit: [['', 'steps']],
  growsClass: ['Detached <p>', 'Detached <em>', 'Function'],
  holderAny: ['steps', 'undo'],
  innocent: ['compiled code'],
};
