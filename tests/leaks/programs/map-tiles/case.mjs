export default {
  stored: false,
  page: 'index.html',
  warmUp: 60,
  units: 250,
  leak: true,
  what: 'TileLayer.tiles keeps an <img> for every tile of the map that was ever shown.',
  culprit: [['TileLayer', 'tiles']],
  growsClass: ['Detached <img>', '{column, row}'],
  holderAny: ['TileLayer', 'tiles'],
  innocent: [],
};
