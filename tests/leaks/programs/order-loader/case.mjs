export default {
  stored: false,
  runtime: 'node 22',
  packages: {dataloader: '2.2.3'},
  warmUp: 200,
  units: 500,
  request: (i) => ({path: `/order-${i},order-${i + 1}`}),
  leak: true,
  what: 'The DataLoader orders lives as long as the process and caches the promise of every Order ever loaded.',
  culprit: [['system / Context', 'orders']],
  growsClass: ['Order', 'Promise', '{article}'],
  holderAny: ['DataLoader', 'orders', '_cacheMap'],
  innocent: ['compiled code'],
};
