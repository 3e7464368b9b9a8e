export default {
  stored: false,
  runtime: 'node 22',
  packages: {'@vue/reactivity': '3.5.13'},
  warmUp: 100,
  units: 400,
  request: (i) => ({path: `/convert/${i}`}),
  leak: true,
  what: 'Every conversion starts an effect on the reactive object rates and never stops it; the dependency keeps a list of them, with a Conversion each.',
  culprit: [['Dep', 'subs'], ['Dep', 'subsHead']],
  growsClass: ['ReactiveEffect', 'Link', 'Conversion'],
  holderAny: ['Dep', 'subs', 'rates', 'targetMap'],
  innocent: ['compiled code'],
};
