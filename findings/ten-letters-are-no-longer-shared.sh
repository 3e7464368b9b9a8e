#!/bin/sh
# `JSON.parse` makes one text of equal values up to nine letters, and a text each of longer ones: a date of ten letters was shared up to Node.js 20.
#
# Node.js 20.20.2, 22.23.5 and 26.12.1. Seen: 1,000 documents are read one by one, each with a value of 9, of 10 (a date, "2026-11-30") and of 11 letters, equal
# in all. Of the one with 9 letters one node is in the snapshot, of the one with 11 there are 1,000; of the date there is 1 in 20, and 1,000 since 22 (also in
# Chromium 148 and 156, and in Deno 2.9.6).
# Why it surprises: a letter more in an enumeration makes a thousand texts of one; and an upgrade gives each record a text of its own for its date, its
# "PROCESSING" or its "EUR/USD-1M", without a line changed.
# For readers of snapshots: equal texts by the thousand at what was parsed are of ten letters and more, and those of nine that have one node are as frequent.
# That they grew with an upgrade is no leak. A Map of the texts that occur, asked once per value, makes one of them again.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
globalThis.kept = [];
for (let i = 0; i < 1000; i++) kept.push(JSON.parse('{"state":"SUCCEEDED","day":"2026-11-30","kind":"CREDIT_NOTE"}'));
v8.writeHeapSnapshot(process.argv[2]);
END
VERSIONS='20.20.2 22.23.5 26.12.1'
for version in $VERSIONS; do
  node_js $version
  "$NODE" program.cjs $version
done
check $VERSIONS <<'END'
for (const version of process.argv.slice(2)) {
  const {nodes} = rawHeap(version);
  const [nine, ten, eleven] = ['state', 'day', 'kind'].map(
    (key) => new Set(nodes.flatMap(({edges}) => edges.filter(({name}) => name === key).map(({to}) => to)).filter(({type}) => type === 'string')).size,
  );
  console.log(version, `of 1,000 each: 9 letters ${nine}, 10 letters ${ten}, 11 letters ${eleven}`);
  assert.ok(nine < 10 && eleven >= 1000);
  assert.ok(version < '22' ? ten < 10 : ten >= 1000);
}
END
