export default {
  stored: false,
  report: 'Leaflet/Leaflet#1101',
  page: 'index.html',
  packages: {leaflet: '1.9.4'},
  warmUp: 20,
  units: 60,
  leak: true,
  what: 'Every shop shows a map of Leaflet; only its element is taken out of the page, so the window keeps the map by its resize listener, and by the table _leaflet_events of these, with all detached elements.',
  culprit: [['Window', '_leaflet_events'], ['EventListener'], ['V8EventListener']],
  growsClass: ['Detached <div>'],
  holderAny: ['_leaflet_events', 'Window', 'window', 'resize', 'EventListener', 'V8EventListener'],
  innocent: [],
};
