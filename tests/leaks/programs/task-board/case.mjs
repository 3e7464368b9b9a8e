export default {
  page: 'index.html',
  packages: {preact: '10.27.2'},
  warmUp: 60,
  units: 220,
  leak: true,
  what: 'Every Card adds a watcher to TaskStore.watchers in an effect that returns no cleanup; each keeps its task and its component.',
  culprit: [['TaskStore', 'watchers']],
  growsClass: [
    '{number, title, owner}',
    '{task}',
    '{type, props, key, ref, __k, __, __b, __e, __c, constructor, __v, __i, __u}',
  ],
  holderAny: ['TaskStore', 'watchers'],
  innocent: [],
};
