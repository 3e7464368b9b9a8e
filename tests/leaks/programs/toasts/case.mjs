export default {
  stored: false,
  page: 'index.html',
  warmUp: 60,
  units: 250,
  leak: true,
  what: 'The custom element <app-toast> registers itself in the static array AppToast.toasts and is not taken out when it leaves the page.',
  culprit: [['', 'toasts']],
  growsClass: ['Detached <app-toast>', 'Detached <span>'],
  holderAny: ['AppToast', 'toasts'],
  innocent: [],
};
