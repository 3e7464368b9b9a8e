export default {
  stored: false,
  runtime: 'node 22',
  warmUp: 400,
  units: 900,
  request: (i) => ({path: `/t${i % 9}/user${(i * 7) % 160}/call-${i}`}),
  leak: true,
  what: 'usage keeps, per tenant and per user of the tenant, a Call for every call ever made, in arrays within Maps within one object.',
  culprit: [['system / Context', 'usage']],
  growsClass: ['Call'],
  holderAny: ['usage'],
  innocent: ['compiled code'],
};
