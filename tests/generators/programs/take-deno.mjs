
// Two snapshots of the library above. The first makes Deno load a part of itself: that is in the second one.
// usage: PROGRAM BEFORE AFTER

import {writeHeapSnapshot} from 'node:v8';
work(30);
writeHeapSnapshot(Deno.args[0]);
work(300);
writeHeapSnapshot(Deno.args[1]);
