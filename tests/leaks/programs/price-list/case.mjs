export default {
  runtime: 'node 22',
  warmUp: 800,
  units: 1000,
  request: (i) => ({path: i % 100 === 50 ? '/reload' : `/offer/a${(i * 13) % 500}/customer-${i % 700}`}),
  leak: false,
  what: 'A list of 500 prices that was replaced as a whole and a full cache of 300 offers whose entries were replaced.',
  innocent: [
    'Price and its tiers (replaced; up to four editions are kept by cached offers)',
    'offers in OfferCache.offers (always 300)',
    'compiled code',
  ],
};
