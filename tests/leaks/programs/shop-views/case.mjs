export default {
  stored: false,
  page: 'index.html',
  packages: {preact: '10.27.2'},
  warmUp: 30,
  units: 200,
  leak: false,
  what: 'A page that shows one of six views with a list of 40 rows, all of them made anew each time.',
  innocent: ['elements and components, replaced'],
};
