export default {
  stored: false,
  report: 'typestack/class-validator: classes that are made for every request',
  runtime: 'node 22',
  warmUp: 60,
  units: 300,
  request: (i) => ({path: `/form/${i}`}),
  leak: true,
  what: 'Every form gets a class of its own, made by a mixin; the array storage.metadata keeps a Rule for each, which refers to the class.',
  culprit: [['Storage', 'metadata']],
  growsClass: ['Rule', 'Function'],
  holderAny: ['metadata', 'Storage', 'storage'],
  innocent: ['compiled code'],
};
