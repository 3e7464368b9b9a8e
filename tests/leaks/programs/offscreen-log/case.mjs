export default {
  stored: false,
  page: 'index.html',
  warmUp: 80,
  units: 300,
  leak: true,
  what: 'Lines that scroll out are moved into the element archive, which is in no page and never emptied.',
  culprit: [['system / Context', 'archive']],
  growsClass: ['Detached <li>', 'Detached <p>', 'Detached Text'],
  holderAny: ['archive'],
  innocent: [],
};
