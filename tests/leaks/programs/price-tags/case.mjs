export default {
  stored: false,
  report: 'lit: an element that subscribes in connectedCallback and has no disconnectedCallback',
  page: 'index.html',
  warmUp: 40,
  units: 220,
  leak: true,
  what: 'Every <price-tag> adds a bound method to PriceStore.subscribers, a Set, when it comes into the page, and does not take it out when it leaves.',
  culprit: [['PriceStore', 'subscribers']],
  growsClass: ['Detached <price-tag>'],
  holderAny: ['subscribers', 'PriceStore', 'prices'],
  innocent: ['compiled code'],
};
