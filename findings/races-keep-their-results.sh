#!/bin/sh
# Each `Promise.race` with a promise that never settles leaves a reaction on it, and up to Node.js 24 its own result as well.
#
# Node.js 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: a loop awaits `Promise.race([never, Promise.resolve(new Result())])` 1,000 times and drops what it
# gets. `never` has 1,000 reactions more in all of them; the 1,000 results are alive in 20, 22 and 24, reached from `never`, and in 26 none is.
# Why it surprises: the race is over, its promise settled, and nobody has the result; the version decides whether the leak is 1,000 small
# objects or everything that was ever raced.
# For readers of snapshots: a long row of reactions at one promise is a row of races with it. The cure is the same in all versions: race with
# a promise that is made anew, or settles.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
class Result { text = 'result'; }
const never = globalThis.never = new Promise(() => {});
(async () => {
  for (let i = 0; i < Number(process.argv[3]); i++) await Promise.race([never, Promise.resolve(new Result())]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  v8.writeHeapSnapshot(process.argv[2]);
})();
END
for version in 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version 1000
  "$NODE" program.cjs none-$version 0
done
check <<'END'
for (const version of ['20.20.2', '22.23.5', '24.22.3', '26.12.1']) {
  const [raced, none] = [version, `none-${version}`].map((file) => {
    const {nodes} = rawHeap(file);
    return {
      reactions: nodes.filter(({name}) => name === 'system / PromiseReaction').length,
      results: nodes.filter(({type, name}) => type === 'object' && name === 'Result').length,
    };
  });
  console.log(version, JSON.stringify({raced, none}));
  assert.ok(raced.reactions - none.reactions >= 990);
  assert.equal(raced.results, version.startsWith('26.') ? 0 : 1000);
  assert.equal(none.results, 0);
}
END
