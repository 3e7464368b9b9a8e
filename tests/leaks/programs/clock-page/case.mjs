export default {
  stored: false,
  page: 'index.html',
  warmUp: 20,
  units: 150,
  leak: false,
  what: 'A page whose hands and lists are made anew with every step, with listeners and timers that end.',
  innocent: ['elements, replaced'],
};
