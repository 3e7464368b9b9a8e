export default {
  stored: false,
  runtime: 'node 20',
  warmUp: 400,
  units: 3000,
  request: (i) => ({path: `/ship/${i % 40}/${(i * 7) % 400}/${(i * 13) % 300}`}),
  leak: true,
  inPlace: true,
  what: 'Grid.cells keeps a Set of ships for every cell of the map; a ship is put into the cell it comes to and never taken out of the one it leaves.',
  culprit: [['Grid', 'cells']],
  growsClass: ['Set'],
  holderAny: ['cells', 'Grid', 'grid'],
  innocent: ['compiled code'],
};
