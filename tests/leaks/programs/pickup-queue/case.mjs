export default {
  stored: false,
  runtime: 'node 18',
  warmUp: 120,
  units: 800,
  request: (i) => ({path: `/pickup/${i}/${(i * 37) % 5000}`}),
  leak: true,
  what: 'Cancelled pickups are only marked and stay in the heap array PickupQueue.heap until their time comes, days later.',
  culprit: [['PickupQueue', 'heap']],
  growsClass: ['Pickup'],
  holderAny: ['heap', 'PickupQueue', 'queue'],
  innocent: ['compiled code'],
};
