export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 200,
  leak: true,
  what: 'The Map handlers has a Map of handlers for every node that ever had one, also when the node has left the page; each keeps its Row.',
  culprit: [['', 'handlers']],
  growsClass: ['Row', 'Detached <article>'],
  holderAny: ['handlers'],
  innocent: ['compiled code'],
};
