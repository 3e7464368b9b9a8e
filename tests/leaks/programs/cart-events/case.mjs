export default {
  stored: false,
  page: 'index.html',
  warmUp: 40,
  units: 250,
  leak: true,
  what: 'Every BuyButton listens to the Cart as an object with handleEvent() and never stops; each keeps its detached <button>.',
  culprit: [['BuyButton']],
  growsClass: ['BuyButton'],
  holderAny: ['Cart', 'cart', 'changed'],
  innocent: ['compiled code'],
};
