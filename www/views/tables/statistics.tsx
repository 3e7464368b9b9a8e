/** Statistics: what the bytes of each snapshot are, by DevTools' kinds, as a bar; and what has changed from the older to the newer. */
import { ask } from '../../app/engines';
import { writeStatistics } from '../../app/statistics';
import type { KindSize } from '../../engine/node-filter';
import { pair, series, snapshotOn } from '../../state/pair';
import type { ReadySnapshot } from '../../state/snapshots';
import { DetachedKinds } from '../common/detached-kinds';
import { Notice } from '../common/notice';
import { ProcessNotice } from '../common/process-notice';
import { useLatest } from '../common/use-latest';
import { CopyButton } from '../text/copy-button';
import { bytes, exactBytes, percent, signedBytes } from '../text/format';

/** A snapshot and its bytes by kind; all have the same kinds. */
interface Column {
  readonly name: string;
  readonly kinds: readonly KindSize[];
  readonly total: number;
}

export function StatisticsView() {
  const single = snapshotOn('newer');
  const all = pair.value === null && single !== null ? [single] : series.value;
  if (all.length === 0) return <Notice>The figures appear here when the snapshot is read.</Notice>;
  // Of others another: their names must not stand over figures of those before until the answer comes.
  return <Statistics key={all.map(({ key }) => key).join(' ')} snapshots={all} />;
}

function Statistics({ snapshots }: { readonly snapshots: readonly ReadySnapshot[] }) {
  const found = useLatest(() => Promise.all(snapshots.map(({ key }) => ask(key, 'statistics', []))), []);
  if (found.error !== null) return <Notice tone="error">{found.error}</Notice>;
  if (found.value === null) return <Notice>Adding up…</Notice>;
  const columns = found.value.map((kinds, at): Column => {
    const total = kinds.reduce((sum, { size }) => sum + size, 0);
    return { name: snapshots[at]?.name ?? '', kinds, total };
  });
  const [first, last] = [columns[0], columns.at(-1)];
  if (first === undefined || last === undefined) return null;
  const largest = Math.max(1, ...columns.map(({ total }) => total));
  return (
    <div class="statistics" tabIndex={0} role="group" aria-label="Statistics">
      <ProcessNotice />
      {columns.map((column, at) => (
        <Bar key={at} column={column} largest={largest} />
      ))}
      <Figures older={first === last ? null : first} newer={last} />
      <DetachedKinds snapshot={snapshots.at(-1)?.key ?? -1} />
    </div>
  );
}

/** The kinds side by side; the largest of the snapshots takes the whole width. */
function Bar({ column: { name, kinds, total }, largest }: { readonly column: Column; readonly largest: number }) {
  const share = (size: number) => `${Math.max(0, (size / largest) * 100)}%`;
  let before = 0;
  return (
    <figure class="bar">
      <figcaption>
        <b>{name}</b> {bytes(total)}
      </figcaption>
      <svg aria-hidden="true">
        {kinds.map(({ kind, size }, at) => {
          const x = share(before);
          before += size;
          return (
            <rect key={kind} class={`kind-${at}`} x={x} width={share(size)} height="100%">
              <title>{`${kind}: ${bytes(size)}, ${percent(size, total)}`}</title>
            </rect>
          );
        })}
      </svg>
    </figure>
  );
}

function Figures({ older, newer }: { readonly older: Column | null; readonly newer: Column }) {
  const titles = ['Kind', ...(older === null ? [newer.name, 'Share'] : [older.name, newer.name, 'Share', 'Size Delta'])];
  const rows = [...newer.kinds, { kind: 'Total', size: newer.total }].map(({ kind, size }, at) => {
    const before = older === null ? null : (older.kinds[at]?.size ?? older.total);
    return { kind, at, size, before, delta: size - (before ?? 0) };
  });
  return (
    <>
      <table class="kinds">
        <thead>
          <tr>
            {titles.map((title, at) => (
              <th key={at} scope="col" class={title === 'Share' ? 'of-all' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, at, size, before, delta }) => (
            <tr key={kind}>
              <th scope="row">
                <svg class="swatch" aria-hidden="true">
                  <rect class={`kind-${at}`} width="100%" height="100%" />
                </svg>
                {kind}
              </th>
              {before !== null && <td title={exactBytes(before)}>{bytes(before)}</td>}
              <td title={exactBytes(size)}>{bytes(size)}</td>
              <td class="of-all">{percent(size, newer.total)}</td>
              {before !== null && <td title={exactBytes(delta)}>{signedBytes(delta)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <CopyButton write={(redacted) => writeStatistics('csv', redacted)} title="Copy the figures in bytes, as CSV" />
    </>
  );
}
