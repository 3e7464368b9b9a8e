#!/bin/sh
# `bun --heap-prof` writes a file named .heapprofile that is a heap snapshot.
#
# Bun 1.4.5; Node.js 26.12.1 beside it. Seen: Node.js' file has `head` and `samples` (a sampling profile: what was
# allocated where), Bun's has `snapshot`, `nodes` and `edges` (a heap snapshot: what is alive).
# Why it surprises: same option, same ending of the name, other thing inside.
# For readers of snapshots: tell these files by what is in them, never by their names.
. "$(dirname "$0")/common.sh"
bun 1.4.5
node_js 26.12.1
echo "globalThis.kept = Array.from({length: 1000}, (_, i) => ({i}));" > program.cjs
mkdir bun node
(cd bun && "$BUN" --heap-prof ../program.cjs) > /dev/null 2>&1
(cd node && "$NODE" --heap-prof ../program.cjs)
check <<'END'
const found = ['bun', 'node'].map((folder) => {
  const [name] = fs.readdirSync(folder).filter((each) => each.endsWith('.heapprofile'));
  return Object.keys(JSON.parse(fs.readFileSync(`${folder}/${name}`, 'utf8'))).join(' ');
});
console.log(`bun: ${found[0]}\nnode: ${found[1]}`);
assert.match(found[0], /^snapshot .*nodes.*edges.*strings/);
assert.match(found[1], /^head samples/);
END
