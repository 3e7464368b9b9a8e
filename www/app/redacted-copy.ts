/** A snapshot without data leaves the page as a file, whatever the switch says: it is what the person asks for. */
import { EngineFailure } from '../engine/client';
import { crashed } from '../engine/errors';
import { pair } from '../state/pair';
import { type Snapshot, type SnapshotKey } from '../state/snapshots';
import { shortName } from '../state/snapshot-name';
import { ask, engines } from './engines';
import { save } from './export';

/** One for all copies of this visit, so that they fit together; nobody learns it. */
const key = crypto.getRandomValues(new Uint8Array(16));

const NO_NAMES = new Uint8Array();

/** The names of the other snapshot's code, if two are compared: then one rule is used for both copies. */
async function namesOfOther(snapshot: SnapshotKey): Promise<Uint8Array> {
  const { older, newer } = pair.value ?? {};
  if (older === undefined || newer === undefined) return NO_NAMES;
  if (snapshot === older.key) return ask(newer.key, 'ownNames', []);
  return snapshot === newer.key ? ask(older.key, 'ownNames', []) : NO_NAMES;
}

/** Saves the copy and gives the name of its file. */
export async function saveRedactedCopy({ key: snapshot, fileName }: Snapshot): Promise<string> {
  const engine = engines.get(snapshot);
  if (engine === undefined) throw new EngineFailure(crashed('it was closed'));
  const name = `${shortName(fileName)}-redacted.heapsnapshot.gz`;
  save(name, await engine.redactedCopy({ key, names: await namesOfOther(snapshot) }));
  return name;
}
