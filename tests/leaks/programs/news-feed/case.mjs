export default {
  stored: false,
  page: 'index.html',
  warmUp: 60,
  units: 220,
  leak: true,
  what: 'Every piece of news is appended to the <main id=feed> in the page, and none is ever removed.',
  culprit: [['<main'], ['blink::Layout'], ['blink::PhysicalBoxFragment']],
  growsClass: ['<article>', '<h2>', '<p>'],
  holderAny: ['<main id="feed">', 'feed', '<body>', 'HTMLDocument'],
  innocent: [],
};
