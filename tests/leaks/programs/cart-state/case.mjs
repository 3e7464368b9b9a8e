export default {
  stored: false,
  report: 'reduxjs: a normalised state that only grows',
  runtime: 'node 26',
  warmUp: 60,
  units: 400,
  request: (i) => ({path: `/add/${i}`}),
  leak: true,
  what: 'Every cart is added to Store.state.carts.byId, which is copied with each action, two levels deep; no cart is ever removed.',
  culprit: [['Store', 'state']],
  growsClass: ['Cart'],
  holderAny: ['byId', 'carts', 'state', 'Store', 'store'],
  innocent: ['compiled code'],
};
