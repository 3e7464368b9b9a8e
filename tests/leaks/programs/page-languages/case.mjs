export default {
  stored: false,
  report: 'i18next/next-i18next#1101',
  runtime: 'node 24',
  warmUp: 80,
  units: 400,
  request: (i) => ({path: `/page/${i}`, headers: {'accept-language': ['de', 'fr', 'it'][i % 3]}}),
  leak: true,
  what: 'Every request clones the translator that was made last and keeps the clone for the next one; each clone refers to the one it came from, so all of them stay.',
  culprit: [['Translator', 'origin']],
  growsClass: ['Translator'],
  holderAny: ['latest'],
  innocent: ['compiled code'],
};
