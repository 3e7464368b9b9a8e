export default {
  page: 'index.html',
  warmUp: 60,
  units: 220,
  fixed: {leak: false},
  leak: true,
  what: 'Every ChartPanel adds a resize listener to the window and never removes it, so closed panels stay with their detached elements.',
  culprit: [['blink::RegisteredEventListener']],
  growsClass: ['ChartPanel', '{hour, kwh}', 'Detached <canvas>', 'Detached <section>', 'V8EventListener', 'EventListener', 'blink::RegisteredEventListener'],
  holderAny: ['Window', 'EventTargetData', 'EventListener'],
  innocent: [],
};
