export default {
  stored: false,
  report: 'BroadcastChannel: open channels with a listener are not collected',
  page: 'index.html',
  warmUp: 40,
  units: 200,
  leak: true,
  what: 'Every Widget opens a BroadcastChannel to hear of another theme and never closes it; the browser keeps open channels that are listened to.',
  culprit: [['BroadcastChannel']],
  growsClass: ['Widget', 'BroadcastChannel'],
  holderAny: ['Pending activities', 'BroadcastChannel', 'channel', 'Widget', 'onmessage'],
  innocent: ['compiled code'],
};
