export default {
  stored: false,
  page: 'index.html',
  packages: {react: '18.3.1', 'react-dom': '18.3.1'},
  warmUp: 30,
  units: 200,
  leak: false,
  what: 'Apps of React that are opened, listen to the window and are unmounted again, with all that belongs to them.',
  innocent: ['FiberNode'],
};
