/** A button that opens the file dialog. Any number of files; every file may be chosen again. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface Props {
  readonly accept: string;
  readonly title?: string;
  /** Several files at once. */
  readonly multiple?: boolean;
  readonly primary?: boolean;
  onFiles(files: readonly File[]): void;
  readonly children: ComponentChildren;
}

export function FileButton({ accept, title, multiple = true, primary = false, onFiles, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={primary ? 'primary' : undefined}
        title={title}
        onClick={() => input.current?.click()}
      >
        {children}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        accept={accept}
        aria-label="Heap snapshot files"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Without this, choosing the same file again would not be noticed.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
