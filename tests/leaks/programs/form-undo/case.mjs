export default {
  stored: false,
  page: 'index.html',
  warmUp: 30,
  units: 200,
  leak: true,
  what: 'Before every change Editor.undo keeps a copy of the whole form as a DocumentFragment, of which only the last is ever used.',
  culprit: [['Editor', 'undo']],
  growsClass: ['Detached DocumentFragment', 'Detached <label>', 'Detached <input>'],
  holderAny: ['undo', 'Editor'],
  innocent: [],
};
