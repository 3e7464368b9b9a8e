export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 200,
  leak: false,
  what: 'Dialogs with listeners that one signal ends, observers that are disconnected and animations that are cancelled.',
  innocent: ['Dialog'],
};
