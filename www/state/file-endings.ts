/** The endings of files that can be opened. Dropped files may have any name: they are known by their content. */

/** Of snapshots. */
export const SNAPSHOT_ENDINGS = ['.heapsnapshot', '.heaptimeline', '.fxsnapshot'];
/** What the browser's file dialog offers: snapshots, packed or not, and source maps. */
export const FILE_ENDINGS = [...SNAPSHOT_ENDINGS, '.gz', '.zst', '.zip', '.tar', '.tgz', '.map'].join();
