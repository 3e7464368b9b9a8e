#!/bin/sh
# Taking a snapshot frees what V8 keeps of evaluated texts: the process had 40 MB more, and the snapshot shows nothing of it.
#
# Node.js 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: after `new Function(text)` of 2,000 different texts of 20 kB each, whose functions nobody
# keeps, `process.memoryUsage().heapUsed` is some 40 MB larger, after ten calls of `gc()` as well. The snapshot that is taken next has none of the texts,
# and after it the 40 MB are gone. So it is with `vm.Script`. (When the heap gets near its limit V8 gives them up as well.)
# Why it surprises: a snapshot is taken to see what memory is used for, and `gc()` is said to leave what is alive. But V8 keeps what it compiled, with its
# text, in case it is evaluated again; `gc()` spares that, and the collection before a snapshot does not.
# For readers of snapshots: where heapUsed grows and snapshots do not, look for texts that are compiled again and again (templates, expressions
# of rules, `eval`), each a little different; and a process that takes a snapshot now and then is not the one that was watched before.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('node:v8');
const vm = require('node:vm');
const ways = {
  function: (text) => new Function(text)(),
  script: (text) => new vm.Script(`(() => {${text}\n})()`).runInThisContext(),
};
const [, , file, way] = process.argv;
for (let turn = 0; turn < 3; turn++) gc();
const before = process.memoryUsage().heapUsed;
const more = () => Math.round((process.memoryUsage().heapUsed - before) / 1e6);
let sum = 0;
for (let at = 0; at < 2000; at++) sum += ways[way](`return ${at}; /* priced by rule ${'x'.repeat(20_000)} ${at} */`);
for (let turn = 0; turn < 10; turn++) gc();
const collected = more();
v8.writeHeapSnapshot(file);
console.log(JSON.stringify({collected, written: more()}));
END
for version in 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  for way in function script; do
    "$NODE" --expose-gc program.cjs $version-$way $way > $version-$way.txt
  done
done
check <<'END'
for (const version of ['20.20.2', '22.23.5', '24.22.3', '26.12.1']) {
  for (const way of ['function', 'script']) {
    const {collected, written} = JSON.parse(fs.readFileSync(`${version}-${way}.txt`, 'utf8'));
    const texts = rawHeap(`${version}-${way}`).nodes.filter(({name}) => name.includes('priced by rule x')).length;
    console.log(version, JSON.stringify({way, moreAfterGc: `${collected} MB`, moreAfterSnapshot: `${written} MB`, textsInSnapshot: texts}));
    assert.ok(collected > 30);
    assert.ok(written < 10);
    assert.ok(texts < 10);
  }
}
END
