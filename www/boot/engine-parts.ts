/**
 * Everything the page fetches before it locks itself, or carries in itself if it is one file: the engine (compiled once,
 * posted to every worker), the worker's script, and, when the address asks for them, the sample pair or an exercise.
 */
import type { EngineParts } from '../engine/client';
import wasmAddress from '../engine/pkg/leakscope_bg.wasm?url';
import workerAddress from '../engine/worker.ts?worker&url';
import { embedded } from './embedded';
import { blobWorkerStarter } from './worker-source';

const SAMPLE_FILES = ['before.heapsnapshot.gz', 'after.heapsnapshot.gz'];

export async function fetchEngineParts(probeAddress: string | null): Promise<EngineParts> {
  const [module, startWorker] = await Promise.all([
    compile(),
    import.meta.env.DEV ? startFromAddress : workerScript().then(blobWorkerStarter),
  ]);
  return { module, startWorker, probeAddress };
}

/** While editing, the worker's modules are served one by one and cannot be made one script. */
const startFromAddress = () => new Worker(workerAddress, { type: 'module' });

async function compile(): Promise<WebAssembly.Module> {
  const response = embedded('wasm') ?? (await fetchFile(wasmAddress));
  // Streaming compilation insists on this media type, which not every web server knows.
  return response.headers.get('Content-Type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

export function fetchSample(): Promise<File[]> {
  return Promise.all(SAMPLE_FILES.map((name) => fetchShipped('sample', name)));
}

/** The archive with the snapshots of an exercise. */
export function fetchExercise(name: string): Promise<File> {
  return fetchShipped('practise', `${name}.tar.zst`);
}

async function fetchShipped(folder: string, name: string): Promise<File> {
  const response = await fetchFile(new URL(`${folder}/${name}`, document.baseURI).href);
  return new File([await response.blob()], name);
}

async function workerScript(): Promise<string> {
  return (embedded('worker') ?? (await fetchFile(workerAddress))).text();
}

async function fetchFile(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok)
    throw new Error(
      `${new URL(address, document.baseURI).pathname} could not be fetched: ${response.status} ${response.statusText}`,
    );
  return response;
}
