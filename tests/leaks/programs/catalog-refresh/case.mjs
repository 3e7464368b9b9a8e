export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 150,
  units: 300,
  request: (i) => ({path: `/product/${i % 90}`}),
  leak: false,
  what: 'The catalog is read again every 20 requests into a new Map of new products, some more or fewer each time.',
  innocent: ['the catalog, replaced as a whole, of 1500 to 1650 products', 'compiled code'],
};
