export default {
  runtime: 'node 20',
  warmUp: 200,
  units: 600,
  request: (i) => [{path: `/open/${i}`}, {path: `/close/${i}`}],
  // Another class in another file, under a newer Node and more load.
  fixed: {leak: false, runtime: 'node 24', units: 900},
  leak: true,
  what: 'OrderRegistry.orders, a Map, keeps every Order that was ever opened, also when it is closed.',
  culprit: [['OrderRegistry', 'orders']],
  growsClass: ['Order', '{sku}'],
  holderAny: ['OrderRegistry', 'orders', 'registry'],
  note: 'The repair renames the class, moves it to another file and runs under another version of Node with more load.',
  innocent: ['compiled code'],
};
