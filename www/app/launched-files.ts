/** Files that the system opens with the installed page (`file_handlers` of its manifest, www/boot/installable.ts). */
import { openFiles } from './files';

/** The part of the Launch Handler API that is used; the type library does not have it. */
interface LaunchQueue {
  setConsumer(consumer: (launched: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
}

export function openLaunchedFiles(): void {
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files }) => {
    // A file that is gone by now is the same as one that was never opened: the system's file manager shows it.
    void Promise.all(files.map((handle) => handle.getFile())).then(openFiles, () => {});
  });
}
