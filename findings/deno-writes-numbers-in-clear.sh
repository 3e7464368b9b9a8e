#!/bin/sh
# Deno's snapshots hold the values of numbers; Node.js' hold them only if that is asked for.
#
# Deno 2.9.6 and Node.js 26.12.1, the same call `v8.writeHeapSnapshot(file)`. Seen: a field 12.75 leads to a node "heap
# number" with an edge `value` to the text "12.75" in Deno, and so does 4929123 by a "smi number"; in Node.js there is a
# nameless "number" for the first and nothing for the second, unless `exposeNumericValues` is given.
# Why it surprises: same function, same format, and Node.js made it an option because numbers can be secret.
# For readers of snapshots: removing texts from a file of Deno's is not enough before it is shown around; and the number
# of nodes is not comparable between both.
. "$(dirname "$0")/common.sh"
deno 2.9.6
node_js 26.12.1
cat > program.mjs <<'END'
import v8 from 'node:v8';
class Order { constructor(price, card) { this.price = price; this.card = card; } }
globalThis.order = new Order(12.75, 4929123);
v8.writeHeapSnapshot(globalThis.Deno ? 'deno' : 'node');
if (!globalThis.Deno) v8.writeHeapSnapshot('asked', {exposeNumericValues: true});
END
"$DENO" run --allow-all program.mjs
"$NODE" program.mjs
check <<'END'
const valueOf = (file, field) => {
  const number = end(object(rawHeap(file), 'Order'), field);
  return number && end(number, 'value')?.name;
};
const values = (file) => ['price', 'card'].map((field) => valueOf(file, field) ?? '-').join(' ');
const found = ['deno', 'node', 'asked'].map(values);
console.log('deno', found[0], '| node', found[1], '| node, asked', found[2]);
assert.deepEqual(found, ['12.75 4929123', '- -', '12.75 4929123']);
END
