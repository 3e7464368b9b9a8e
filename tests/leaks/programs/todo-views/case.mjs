export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 200,
  leak: true,
  what: 'unmount() takes the element out of the page but not the component out of the children of its parent, so App.children keeps the List of every day, with its Items and detached elements.',
  culprit: [['App', 'children']],
  growsClass: ['List', 'Item'],
  holderAny: ['children', 'App', 'app'],
  innocent: ['compiled code'],
};
