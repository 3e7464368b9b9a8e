/** Said above the views of files that were opened twice, and, in the engine's sentences, what files do not show. */
import { type HeapInfo } from '../../engine/protocol';
import { isSame, readySnapshots } from '../../state/snapshots';

export function FileNotice() {
  return (
    <>
      <Repeated />
      <Notice of={(info) => info.warnings} title={(files) => `Not everything in ${files} can be shown as it stands`} />
      <Notice of={(info) => info.notInFile} title={(files) => `Memory can grow that ${files} cannot show`} />
    </>
  );
}

/** Snapshots that were opened twice, be it under two names: nothing can have grown between these. */
function Repeated() {
  const all = readySnapshots.value;
  return all.map((one, at) => {
    const same = all.slice(0, at).find((other) => isSame(one, other));
    return (
      same && (
        <p key={one.key} class="file-notice" role="status">
          <b>{one.name}</b> is the same snapshot as <b>{same.name}</b>: nothing can have grown between them. Remove one of the two.
        </p>
      )
    );
  });
}

interface NoticeProps {
  readonly of: (info: HeapInfo) => readonly string[];
  readonly title: (files: string) => string;
}

function Notice({ of, title }: NoticeProps) {
  const noted = readySnapshots.value.filter(({ life }) => of(life.info).length > 0);
  if (noted.length === 0) return null;
  return (
    <details class="file-notice">
      <summary>{title(noted.map(({ fileName }) => fileName).join(', '))}</summary>
      <ul>
        {noted.map(({ key, fileName, life }) => (
          <li key={key}>
            <b>{fileName}</b>: {of(life.info).join(' ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
