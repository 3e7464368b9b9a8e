/**
 * Lets the browser install the page as an application that opens snapshots from the file manager. Its manifest is a data
 * address: browsers ask for it when they please, and after the lock nothing could be fetched. So it is made here, where the
 * page's own address is known.
 */
import { SNAPSHOT_ENDINGS } from '../state/file-endings';

export function offerInstallation(): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href;
  if (!location.protocol.startsWith('http') || icon === undefined) return;
  const page = new URL('./', document.baseURI).href;
  const manifest = {
    id: page,
    start_url: page,
    scope: page,
    name: 'leakscope',
    short_name: 'leakscope',
    description: 'Finds memory leaks in V8 heap snapshots, on your machine.',
    display: 'standalone',
    icons: [{ src: icon, sizes: 'any', type: 'image/svg+xml' }],
    file_handlers: [{ action: page, accept: { 'application/x-v8-heapsnapshot': SNAPSHOT_ENDINGS } }],
    // A second snapshot joins the first instead of coming in a window of its own.
    launch_handler: { client_mode: 'focus-existing' },
  };
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = `data:application/manifest+json,${encodeURIComponent(JSON.stringify(manifest))}`;
  document.head.append(link);
}
