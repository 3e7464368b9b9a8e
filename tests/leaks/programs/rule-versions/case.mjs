export default {
  stored: false,
  report: 'nodejs/help: import() with a new query for every reload',
  runtime: 'node 24',
  warmUp: 20,
  units: 120,
  request: (i) => ({path: `/reload/${i}`}),
  leak: true,
  what: 'The rules are imported anew with each change, under an address with a new query; the cache of ES modules keeps every version.',
  culprit: [['ModuleWrap'], ['ModuleJob'], ['Module']],
  growsClass: ['ModuleWrap', 'ModuleJob'],
  holderAny: ['LoadCache', '#loadCache', 'loadCache', 'ModuleLoader', 'ModuleMap'],
  innocent: ['compiled code'],
};
