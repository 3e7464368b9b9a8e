/** Files that are being read, and those that could not be: what happened, where, and what can be done. */
import { cancel, openEntries, openFiles, remove, retry } from '../../app/files';
import type { EngineError } from '../../engine/protocol';
import { type Snapshot, unfinishedSnapshots } from '../../state/snapshots';
import { FileButton } from '../../widgets/file-button';
import { toPanel } from '../../widgets/focus';
import { Progress } from '../../widgets/progress';
import { bytes, seconds } from '../text/format';
import { FILE_ENDINGS } from '../../state/file-endings';

export function FileList() {
  const files = unfinishedSnapshots.value;
  if (files.length === 0) return null;
  return (
    <ul class="files" aria-label="Files being opened">
      {files.map((file) => (
        <li key={file.key} ref={toPanel()} class={`file file-${file.life.kind}`}>
          <FileCard file={file} />
        </li>
      ))}
    </ul>
  );
}

function FileCard({ file: { key, fileName, life } }: { readonly file: Snapshot }) {
  const name = (
    <b class="file-name" title={fileName}>
      {fileName}
    </b>
  );
  switch (life.kind) {
    case 'waiting':
      return (
        <>
          {name}
          <span class="file-state">waits for the network lock</span>
        </>
      );
    case 'reading': {
      const { phase, bytes: read, totalBytes, seconds: elapsed, silence } = life.progress;
      const share = totalBytes === 0 ? 0 : read / totalBytes;
      const amount = `${bytes(read)} of ${bytes(totalBytes)} (${Math.floor(share * 100)}\u00a0%)`;
      const words = `${phase} · ${amount} · ${seconds(elapsed)}`;
      return (
        <>
          {name}
          <Progress label={`Reading ${fileName}`} value={share} words={words} />
          <span role="status">
            {silence > 0 && `The browser has given no byte for ${silence} s. If none comes, the file is read on from here.`}
          </span>
          {/* The same button in both states keeps the focus. */}
          <button key="turn" type="button" onClick={() => cancel(key)}>
            Cancel
          </button>
        </>
      );
    }
    case 'cancelled':
      return (
        <>
          {name}
          <span class="file-state">cancelled</span>
          <button key="turn" type="button" onClick={() => retry(key)}>
            Open again
          </button>
          <RemoveButton of={key} />
        </>
      );
    case 'failed':
      return (
        <>
          {name}
          <span class="file-state" role="alert">
            ✗ {life.error.message} <span class="advice">{life.error.advice}</span>
          </span>
          <NextSteps of={key} error={life.error} />
          <RemoveButton of={key} />
        </>
      );
    case 'ready':
      return null;
  }
}

/** A file that was changed must be chosen again before browsers read it. */
function NextSteps({ of, error: { kind, choices } }: { readonly of: number; readonly error: EngineError }) {
  const mayWorkAgain = kind === 'crashed' || kind === 'out-of-memory' || kind === 'read-failed';
  if (choices !== undefined) return <Choices of={of} names={choices} />;
  return (
    <>
      {mayWorkAgain && (
        <button type="button" ref={toPanel()} onClick={() => retry(of)}>
          Try again
        </button>
      )}
      {(!mayWorkAgain || kind === 'read-failed') && (
        <FileButton
          accept={FILE_ENDINGS}
          onFiles={(files) => {
            remove(of);
            openFiles(files);
          }}
        >
          {mayWorkAgain ? 'Choose it again' : 'Choose another'}
        </FileButton>
      )}
    </>
  );
}

/** The snapshots in an archive: one of them, or all, such as the two of a comparison. */
function Choices({ of, names }: { readonly of: number; readonly names: readonly string[] }) {
  return (
    <span class="choices" role="group" aria-label="Snapshots in the archive">
      <button type="button" onClick={() => openEntries(of, names)}>
        {names.length === 2 ? 'Open both' : `Open all ${names.length}`}
      </button>
      {names.map((name) => (
        <button type="button" key={name} onClick={() => openEntries(of, [name])}>
          Open {name}
        </button>
      ))}
    </span>
  );
}

function RemoveButton({ of }: { readonly of: number }) {
  return (
    <button type="button" onClick={() => remove(of)}>
      Remove
    </button>
  );
}
