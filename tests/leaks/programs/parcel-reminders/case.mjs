export default {
  stored: false,
  runtime: 'deno',
  warmUp: 40,
  units: 300,
  request: (i) => ({path: `/parcel/${i}`}),
  leak: true,
  what: 'Every parcel sets a reminder for the next day, which is not cleared when it is fetched; the timers keep a Reminder each.',
  culprit: [['Reminder']],
  growsClass: ['Reminder'],
  holderAny: ['timers', 'Timeout', 'Timer', 'activeTimers', 'timerMap', 'Reminder', 'callback', 'timerInfo', 'data', 'resources'],
  innocent: ['compiled code'],
};
