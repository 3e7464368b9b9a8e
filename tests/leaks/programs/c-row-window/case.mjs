export default {
  stored: false,
  page: 'index.html',
  warmUp: 30,
  units: 300,
  leak: false,
  what: 'A long table of which only 30 rows are in the page; scrolling makes new ones and drops the old ones.',
  innocent: ['<tr>'],
};
