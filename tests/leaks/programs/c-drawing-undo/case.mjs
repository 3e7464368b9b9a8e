export default {
  stored: false,
  series: ['A', 'B', 'C'],
  page: 'index.html',
  warmUp: 80,
  units: 300,
  leak: false,
  what: 'The last fifty steps of a drawing are kept with their detached shapes, always others.',
  innocent: ['compiled code'],
};
