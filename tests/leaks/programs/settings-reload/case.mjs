export default {
  runtime: 'node 18',
  warmUp: 100,
  units: 300,
  request: (i) => ({path: `/${i % 4 ? 'change' : 'show'}/upload`}),
  leak: true,
  what: 'settings.js is deleted from require.cache and loaded again at every change; the Module of the program keeps every former one in `children`, with its exports.',
  culprit: [['Module', 'children']],
  growsClass: ['Module', '{colours, limit}', '{name}'],
  holderAny: ['children'],
  innocent: ['other compiled code'],
  note: 'The same file is loaded over and over; that sets it apart from modules that are loaded once.',
};
