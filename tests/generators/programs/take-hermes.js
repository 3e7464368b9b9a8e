
// Two snapshots of the library above, in the folder in which Hermes runs.

work(30);
gc();
createHeapSnapshot('before.heapsnapshot');
work(300);
gc();
createHeapSnapshot('after.heapsnapshot');
