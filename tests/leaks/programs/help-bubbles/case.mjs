export default {
  stored: false,
  page: 'index.html',
  warmUp: 60,
  units: 220,
  leak: true,
  what: 'The Map Bubbles.byTarget keeps a Bubble with its element for every field that was ever pointed at; the fields are made anew each time.',
  culprit: [['Bubbles', 'byTarget']],
  growsClass: ['Bubble', 'Detached <input>', 'Detached <q>'],
  holderAny: ['Bubbles', 'byTarget', 'bubbles'],
  innocent: [],
};
