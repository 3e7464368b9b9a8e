'use strict';
// Feature flags that operators change while the service runs. A change puts a layer over the flags before it.
function layer(before, changes) {
  const changedAt = Date.now();
  return {
    get: (flag) => (flag in changes ? changes[flag] : before.get(flag)),
    since: () => changedAt,
  };
}

let flags = { get: () => false, since: () => 0 };
module.exports = {
  isOn: (flag) => flags.get(flag),
  change: (changes) => { flags = layer(flags, changes); },      // the layers below are never merged
  changedAt: () => flags.since(),
};
