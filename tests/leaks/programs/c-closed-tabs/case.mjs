export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 250,
  leak: false,
  what: 'Tabs with listeners that one signal ends, taken out of the page and of the Map when they are closed; ten titles are remembered.',
  innocent: ['compiled code'],
};
