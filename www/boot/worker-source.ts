/** How workers are started: from a blob, so that they inherit the page's lock; one from an address would not. */
import { ownScript } from './own-scripts';

export function blobWorkerStarter(script: string): () => Worker {
  const address = ownScript(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  return () => new Worker(address, { name: 'leakscope engine' });
}
