export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 250,
  leak: true,
  what: 'closeTab() takes the element out of the page but not the tab out of the object tabs, which keeps all of them with their detached elements.',
  culprit: [['', 'tabs']],
  growsClass: ['Detached <div>', 'Detached <textarea>', '{id, element, changed, save}'],
  holderAny: ['tabs'],
  innocent: ['compiled code'],
};
