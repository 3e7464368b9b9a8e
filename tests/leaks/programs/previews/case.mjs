export default {
  page: 'index.html',
  warmUp: 40,
  units: 200,
  perUnit: 0.025,
  leak: true,
  what: 'PrintJobs.windows keeps the window of every preview frame that was removed from the page, and with it its whole realm.',
  culprit: [['PrintJobs', 'windows']],
  growsClass: [
    'Detached Window',
    'Detached HTMLDocument',
    'Detached blink::LocalFrame',
    'Detached system / NativeContext',
    'system / NativeContext',
  ],
  holderAny: ['PrintJobs', 'windows', 'jobs'],
  innocent: [],
};
