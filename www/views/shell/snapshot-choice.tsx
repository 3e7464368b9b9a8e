/** Older and newer: which is which, why, and how to change it. */
import { remove } from '../../app/files';
import { choose, pair, processes, type Reason, type Side, snapshotOn, swap } from '../../state/pair';
import { type ReadySnapshot, readySnapshots, rename, snapshotName, type SnapshotKey } from '../../state/snapshots';
import { takeLostFocus } from '../../widgets/focus';
import { Popover } from '../../widgets/popover';
import { bytes, count, exactBytes } from '../text/format';

/** Longer names are cut wherever they stand. */
const LONGEST_NAME = 80;

export function SnapshotChoice() {
  const now = pair.value;
  const single = snapshotOn('newer');
  if (now === null)
    return single === null ? null : <Chosen title="snapshot" snapshot={single} side={null} reason={null} />;
  return (
    <div class="pair">
      <Chosen title="older" snapshot={now.older} side="older" reason={now.reason} />
      <button type="button" title="Swap older and newer" aria-label="Swap older and newer" onClick={swap}>
        ⇄
      </button>
      <Chosen title="newer" snapshot={now.newer} side="newer" reason={now.reason} />
    </div>
  );
}

interface Props {
  readonly title: string;
  readonly snapshot: ReadySnapshot;
  /** null if there is only one snapshot. */
  readonly side: Side | null;
  readonly reason: Reason | null;
}

function Chosen({ title, snapshot, side, reason }: Props) {
  const {
    key,
    fileName,
    name,
    byteLength,
    life: { info },
  } = snapshot;
  return (
    <Popover
      panelLabel={`The ${title} snapshot`}
      title={fileName}
      buttonClass="chosen"
      label={
        <>
          <span class="label">{title}:</span> <b>{name}</b>{' '}
          <span class="size">{bytes(info.totalSize)}</span>
        </>
      }
    >
      {(close) => (
        <>
          <h2>{fileName}</h2>
          <p>
            {count(info.nodeCount)} objects, {exactBytes(info.totalSize)} in the heap; the file has{' '}
            {exactBytes(byteLength)}.
          </p>
          {side !== null && reason !== null && <p>{why(side, reason)}</p>}
          <label class="rename">
            Called{' '}
            <input
              type="text"
              value={name}
              maxLength={LONGEST_NAME}
              onChange={(event) => {
                rename(key, event.currentTarget.value);
                // What it is called now may be another name, if that was taken or empty.
                event.currentTarget.value = snapshotName(key);
              }}
            />
          </label>
          {side !== null && <Others side={side} chosen={snapshot} onChosen={close} />}
          <button
            type="button"
            onClick={() => {
              remove(key);
              // The panel is gone with it: the next key goes on from another snapshot, or from the start.
              requestAnimationFrame(() => takeLostFocus(document.querySelector('.chosen, button.primary')));
            }}
          >
            Close this snapshot
          </button>
        </>
      )}
    </Popover>
  );
}

/** Which snapshot stands on this side, of all that are open. */
function Others({ side, chosen, onChosen }: { readonly side: Side; readonly chosen: ReadySnapshot; onChosen(): void }) {
  return (
    <fieldset>
      <legend>The {side} snapshot is</legend>
      {readySnapshots.value.map(({ key, name, fileName, life }) => (
        <label key={key} title={fileName}>
          <input
            type="radio"
            name={`the ${side} one`}
            checked={key === chosen.key}
            onChange={() => {
              choose(side, key);
              onChosen();
            }}
          />{' '}
          {name}{' '}
          <span class="quiet">
            {bytes(life.info.totalSize)}
            {processes.value.length > 1 && `, ${processName(life.process)}`}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Processes are counted in the order of opening. */
const processName = (process: SnapshotKey): string =>
  `process ${processes.value.findIndex((snapshots) => snapshots[0]?.life.process === process) + 1}`;

function why(side: Side, reason: Reason): string {
  const now = pair.peek();
  if (now === null) return '';
  const [mine, other] = side === 'older' ? [now.older, now.newer] : [now.newer, now.older];
  const ids = `the largest id here is @${mine.life.info.maxObjectId}, in ${other.name} @${other.life.info.maxObjectId}`;
  switch (reason) {
    case 'ids':
      return `It is the ${side} one because a process numbers its objects upwards: ${ids}.`;
    case 'order of opening':
      return 'Both snapshots end with the same object id, so the one opened first counts as the older one. Swap them if not.';
    case 'processes':
      return 'The two are of different processes, whose ids do not tell which came first, so the one opened first counts as the older one. Swap them if not.';
    case 'chosen':
      return `It is the ${side} one because you chose it so (${ids}).`;
  }
}
