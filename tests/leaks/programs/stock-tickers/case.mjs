export default {
  page: 'index.html',
  warmUp: 60,
  units: 240,
  leak: true,
  what: 'Every Ticker starts a setInterval that is never cleared; its callback keeps the Ticker and its detached <output>.',
  culprit: [['DOMTimer'], ['blink::DOMTimer'], ['Ticker']],
  growsClass: ['Ticker', '{at, price}', 'Detached <output>'],
  holderAny: ['DOMTimer', 'ScheduledAction', 'V8Function'],
  innocent: [],
};
