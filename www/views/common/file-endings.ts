/** The endings that the browser's file dialog offers: snapshots, and source maps. Dropped files may have any name: they are known by their content. */
export const FILE_ENDINGS = '.heapsnapshot,.heaptimeline,.fxsnapshot,.gz,.zst,.zip,.tar,.tgz,.map';
