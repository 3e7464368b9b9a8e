#!/bin/sh
# An async function that waits keeps its arguments and the variables of blocks that have ended; what no variable has had it lets go.
#
# Node.js 20.20.2 and 26.12.1. Seen: 50 calls that wait for ever, each after a block `{ const scoped = new Scoped(); … }` that is over and
# with an argument and a variable that nothing reads any more: 50 of 50 of all three are kept, by the nameless array of
# "Generator". An object that was only handed on, without a variable, is gone. Hot code is compiled
# anew and knows better: of 20,000 calls in a row Node.js 20 keeps the variables of some 2,600.
# Why it surprises: a block's end is the end of its variables for the program, and not for the memory; and the same leak
# weighs less when it is measured under more load.
# For readers of snapshots: the bytes of a waiting call are not only what it will still use. Large things before an `await`
# belong into a function of their own.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
class Argument { label = 'argument'; }
class Scoped { label = 'scoped'; }
class Variable { label = 'variable'; }
class HandedOn { label = 'handed on'; }
globalThis.sum = 0;
const use = ({label}) => { sum += label.length; };
globalThis.never = new Promise(() => {});
async function wait(argument) {
  use(argument);
  {
    const scoped = new Scoped();
    use(scoped);
  }
  const variable = new Variable();
  use(variable);
  use(new HandedOn());
  await never;
}
const calls = () => { for (let i = 0; i < Number(process.argv[3]); i++) wait(new Argument()); };
calls();
setTimeout(() => require('v8').writeHeapSnapshot(process.argv[2]), 10);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version 50
done
node_js 20.20.2
"$NODE" program.cjs hot 20000
check <<'END'
const names = ['Argument', 'Scoped', 'Variable', 'HandedOn'];
const countsIn = (file) => {
  const {nodes} = rawHeap(file);
  const counts = names.map((wanted) => nodes.filter(({type, name}) => type === 'object' && name === wanted).length);
  console.log(file, names.map((name, at) => `${name} ${counts[at]}`).join(', '));
  return counts;
};
for (const version of ['20.20.2', '26.12.1']) assert.deepEqual(countsIn(version), [50, 50, 50, 0]);
const [, scoped, variable] = countsIn('hot');
assert.ok(scoped < 10_000 && variable < 10_000);
END
