/** What can be done with a row. */
import { announce } from '../../app/announce';
import { ask } from '../../app/engines';
import { copy, type Write } from '../../app/export';
import { selectById } from '../../app/select-object';
import type { InstanceSet } from '../../engine/protocol';
import { finding } from '../../state/find';
import { ignoredOf, toggleIgnored } from '../../state/ignored';
import { mergedOf } from '../../state/merged-paths';
import { reveal, select, showOnly, sideOf } from '../../state/navigation';
import { redact } from '../../state/redaction';
import type { SnapshotKey } from '../../state/snapshots';
import type { MenuItem } from '../../widgets/treegrid/types';
import { focusTab } from '../common/view-tabs';
import { copyWords, failureWords } from '../text/copying';
import { closed, objectText } from '../text/object-text';
import { chainLinks, chainText } from '../text/retaining-path';
import type { EdgeEntry, HeapEntry } from './heap-rows';
import { type AnyEntry, type ClassEntry, redactedRow, redactedRows } from './redacted-rows';

/** The text of a row that leaves the page. */
type Written<Row> = (row: Row) => string;

/** Copies and says in the last line whether it worked: the menu is closed by then. */
const copyAndSay = (what: string, write: Write): void =>
  void copy(write)
    .then((outcome) => copyWords(what, outcome), failureWords)
    .then(announce);

/** Copies what is written of a row. */
const copyOf =
  <Row extends AnyEntry>(what: string, row: Row, snapshot: SnapshotKey, written: Written<Row>) =>
  (): void =>
    copyAndSay(what, async (redacted) => written(redacted ? await redactedRow(row, snapshot) : row));

/** Copies what is written later, if what leaves has to be redacted; else the table does it. */
export function copyLater(what: string, write: () => Promise<string>): boolean {
  if (redact.peek()) copyAndSay(what, write);
  return redact.peek();
}

/** Copies rows without data, if nothing else may leave; else the table does it. */
export function copyRedacted<Row extends AnyEntry>(
  rows: readonly Row[],
  snapshot: SnapshotKey,
  text: (rows: readonly Row[]) => string,
): boolean {
  return copyLater(rows.length === 1 ? 'Row' : 'Rows', async () => text(await redactedRows(rows, snapshot)));
}

/** The link of a WeakMap's entry names its key, its value and its table. */
const WEAK_MAP_ENTRY = /^\d+ \/ part of key \((.* @\d+)\) -> value \((.* @\d+)\) pair in WeakMap \((table @\d+)\)$/;

export function menuOfEntry(entry: HeapEntry, written: Written<HeapEntry>): readonly MenuItem[] {
  const { snapshot, object } = entry;
  const side = sideOf(snapshot);
  const items: MenuItem[] = [
    { label: 'Show retainers', run: () => select(snapshot, object) },
    { label: 'Copy row', run: copyOf('Row', entry, snapshot, written) },
    { label: 'Copy name', run: copyOf('Name', entry, snapshot, (taken) => objectText(taken.object)) },
    { label: 'Copy @id', run: () => copyAndSay(`@${object.id}`, () => `@${object.id}`) },
    {
      label: 'Copy chain from the root',
      run: () => copyAndSay('Chain', (redacted) => chainTo(snapshot, object.ordinal, redacted)),
    },
  ];
  const names = entry.kind === 'edge' && entry.object.edgeType === 'internal' ? WEAK_MAP_ENTRY.exec(entry.object.edgeName) : null;
  for (const named of names?.slice(1) ?? []) {
    const id = Number(/\d+$/.exec(named));
    items.push({ label: `Show retainers of ${closed(named)}`, run: () => void selectById(snapshot, id) });
  }
  // An object without a size of its own is counted in no class, and Summary is of one of the two that are looked at.
  if (object.shallowSize > 0 && side !== null) {
    const run = () => {
      finding.value = null;
      reveal(side, object.className, object.ordinal);
      focusTab('summary');
    };
    items.splice(1, 0, { label: 'Reveal in Summary', run });
  }
  return items;
}

/** `snapshot` is the one whose engine lists the classes; `set` is those of the class's objects whose paths can be merged. */
export function menuOfClass<Row extends ClassEntry>(
  row: Row,
  snapshot: SnapshotKey,
  set: InstanceSet | null,
  written: Written<Row>,
): readonly MenuItem[] {
  const merge = (of: InstanceSet): MenuItem => ({
    label: of.kind === 'new' ? 'What holds the new ones' : 'What holds them',
    run: () => {
      mergedOf.value = { snapshot, set: of, className: row.of.name };
    },
  });
  return [
    { label: 'Only this class', run: () => showOnly(row.of.name) },
    ...(set === null ? [] : [merge(set)]),
    { label: 'Copy row', run: copyOf('Row', row, snapshot, written) },
    { label: 'Copy name', run: copyOf('Name', row, snapshot, (taken) => taken.of.name) },
  ];
}

/** In Retainers, what can be done with a link beside: ignore its holder, or ask what would be free without it. */
export function menuOfRetainer({ snapshot, object }: EdgeEntry, ask: () => void): readonly MenuItem[] {
  const isIgnored = ignoredOf(snapshot).includes(object.ordinal);
  return [
    {
      label: isIgnored ? 'Stop ignoring this retainer' : 'Ignore this retainer',
      key: 'Delete',
      run: () => toggleIgnored(snapshot, object.ordinal),
    },
    { label: 'What if this link is cut', run: ask },
  ];
}

/** The chain to an object, as text that leaves the page. */
export async function chainTo(snapshot: SnapshotKey, ordinal: number, redacted: boolean): Promise<string> {
  return chainText(chainLinks(await ask(snapshot, 'path', [ordinal, redacted, ignoredOf(snapshot)])));
}
