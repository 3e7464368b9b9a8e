export default {
  stored: false,
  series: ['A', 'B', 'C'],
  page: 'index.html',
  warmUp: 30,
  units: 250,
  leak: true,
  what: 'LeaveDialog.open keeps a LeaveDialog and the resolve() of its promise for every question that was never answered, and so the waiting Draft.',
  culprit: [['LeaveDialog', 'open']],
  growsClass: ['LeaveDialog', 'Draft', 'Detached <dialog>', '{dialog, resolve}'],
  holderAny: ['open', 'LeaveDialog'],
  innocent: ['compiled code'],
};
