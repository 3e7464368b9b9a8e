export default {
  stored: false,
  page: 'index.html',
  warmUp: 60,
  units: 250,
  leak: true,
  what: 'Popovers.watchers keeps a MutationObserver for every popover that was ever open; its callback keeps the popover with its elements.',
  culprit: [['Popovers', 'watchers']],
  growsClass: ['Detached MutationObserver', 'Popover', 'Detached <aside>'],
  holderAny: ['Popovers', 'watchers'],
  innocent: [],
};
