/** Said above the views of what open files do not show: in part as it stands, or not at all. In the engine's sentences. */
import { type HeapInfo } from '../../engine/protocol';
import { readySnapshots } from '../../state/snapshots';

export function FileNotice() {
  return (
    <>
      <Notice of={(info) => info.warnings} title={(files) => `Not everything in ${files} can be shown as it stands`} />
      <Notice of={(info) => info.notInFile} title={(files) => `Memory can grow that ${files} cannot show`} />
    </>
  );
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
