export default {
  page: 'index.html',
  series: ['A', 'B', 'C'],
  warmUp: 50,
  units: 220,
  leak: true,
  what: 'Lightbox.visited keeps one <span> of every page of photos; through its parents the whole <ul> stays, detached.',
  culprit: [['Lightbox', 'visited']],
  growsClass: ['Detached <span>', 'Detached <li>', 'Detached <ul>'],
  holderAny: ['Lightbox', 'visited', 'lightbox'],
  innocent: [],
};
