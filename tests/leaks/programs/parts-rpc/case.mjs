export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 150,
  units: 450,
  request: (i) => ({path: `/shop-${i % 7}/part-${i}`}),
  leak: true,
  what: 'RpcClient.waiting keeps an entry for every call that was never answered, and with it the suspended call and its PartQuery.',
  culprit: [['RpcClient', 'waiting']],
  growsClass: ['PartQuery', '{resolve, question}', 'Promise', 'Generator'],
  holderAny: ['RpcClient', 'waiting', 'rpc'],
  innocent: ['compiled code'],
};
