#!/bin/sh
# V8's list of places has four numbers per object in Node.js 26 and five in Deno.
#
# Node.js 26.12.1 and Deno 2.9.6. Seen: `location_fields` is object_index, script_id, line, column in the one and
# has script_object_index after script_id in the other; Chromium 156 writes five, too.
# Why it surprises: most readers step through `locations` by four, and everything after the first entry is then wrong
# without an error.
# For readers of snapshots: the layout must be taken from the header's names.
. "$(dirname "$0")/common.sh"
deno 2.9.6
node_js 26.12.1
cat > program.mjs <<'END'
import v8 from 'node:v8';
v8.writeHeapSnapshot(globalThis.Deno ? 'deno' : 'node');
END
"$DENO" run --allow-all program.mjs
"$NODE" program.mjs
check <<'END'
const fields = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).snapshot.meta.location_fields.join(' ');
console.log(`node: ${fields('node')}\ndeno: ${fields('deno')}`);
assert.equal(fields('node'), 'object_index script_id line column');
assert.equal(fields('deno'), 'object_index script_id script_object_index line column');
END
