export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 220,
  leak: false,
  what: 'The texts of the page are replaced as a whole when another language is chosen, and there are more of them in German.',
  innocent: ['Texts', 'Map', '{plural, text}'],
};
