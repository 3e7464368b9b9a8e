export default {
  stored: false,
  page: 'index.html',
  warmUp: 60,
  units: 220,
  leak: true,
  what: 'Every Tour subscribes to the window by addEventListener("message") with a function that keeps its steps, and never unsubscribes.',
  culprit: [['EventListener'], ['V8EventListener']],
  growsClass: ['Tour', '{at, title, seen}'],
  holderAny: ['EventListener', 'Window', 'Tour'],
  innocent: [],
};
