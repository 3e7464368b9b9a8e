/**
 * The whole window takes files. Entering and leaving is reported for every element the pointer crosses, so the elements
 * that were entered and not left are kept; the sign is shown while there is one.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface Props {
  onFiles(files: readonly File[]): void;
  /** What is shown over the page while files are dragged across it. */
  readonly children: ComponentChildren;
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

export function WindowDropZone({ onFiles, children }: Props) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const entered = new Set<EventTarget>();
    const note = () => setOver(entered.size > 0);
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.target !== null) entered.add(event.target);
      note();
    };
    const leave = (event: DragEvent) => {
      if (event.target !== null) entered.delete(event.target);
      note();
    };
    const hover = (event: DragEvent) => {
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      entered.clear();
      note();
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', hover);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', hover);
      removeEventListener('drop', drop);
    };
  }, [onFiles]);
  return over ? <div class="drop-sign">{children}</div> : null;
}
