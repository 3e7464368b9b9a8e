#!/bin/sh
# What AsyncLocalStorage keeps for a waiting call hangs on every promise of it up to Node.js 22, and on none from 24 on.
#
# Node.js 22.12.0 and 24.10.0. Seen: 50 stores, each of one waiting async call. In 22 each store has three links "<symbol
# kResourceStore>" from three promises; in 24 one, from the table of an "AsyncContextFrame", and no promise has a link to it.
# Why it surprises: the same program has another retaining path, and three times as many retainers, after an update.
# For readers of snapshots: a comparison between the two versions shows a leak that moved and did not; to find what keeps a
# store look for promises with that symbol in the one and for frames below `PromiseReaction` in the other.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const {AsyncLocalStorage} = require('async_hooks');
class Store { label = 'store'; }
const storage = new AsyncLocalStorage();
globalThis.waiting = [];
const call = async () => { await new Promise((answer) => waiting.push(answer)); };
const calls = () => { for (let i = 0; i < 50; i++) storage.run(new Store(), () => { call(); }); };
calls();
setTimeout(() => require('v8').writeHeapSnapshot(process.argv[2]), 10);
END
for version in 22.12.0 24.10.0; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
const linksOf = (version) => {
  const stores = rawHeap(version).nodes.filter(({type, name}) => type === 'object' && name === 'Store');
  assert.equal(stores.length, 50);
  return stores.map(({retainers}) => retainers.filter(({from}) => from.type !== 'hidden').map(({name, from}) => ({name, from})));
};
const [promises, frames] = ['22.12.0', '24.10.0'].map(linksOf);
console.log('22.12.0', promises[0].map(({name, from}) => `${name} of ${from.name}`));
console.log('24.10.0', frames[0].map(({from}) => `${from.type} of ${from.retainers.map(({from}) => from.name)}`));
assert.ok(promises.every((links) => links.length === 3 && links.every(({name, from}) => name === '<symbol kResourceStore>' && from.name === 'Promise')));
assert.ok(frames.every((links) => links.length === 1 && links[0].from.type === 'array'));
assert.ok(frames.every(([{from}]) => from.retainers.some(({from}) => from.name === 'AsyncContextFrame')));
END
