export default {
  stored: false,
  runtime: 'node 26',
  warmUp: 80,
  units: 600,
  request: (i) => ({path: `/customer-${i}`}),
  leak: true,
  what: 'The private array of the CardVault keeps a CardToken for every payment; only that of logins is tidied.',
  culprit: [['CardToken']],
  growsClass: ['CardToken'],
  holderAny: ['#credentials', 'CardVault', 'cards'],
  innocent: ['LoginCode', 'compiled code'],
};
