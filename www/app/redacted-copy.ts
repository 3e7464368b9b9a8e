/** A snapshot without data leaves the page as a file, whatever the switch says: it is what the person asks for. */
import { EngineFailure } from '../engine/client';
import { crashed } from '../engine/errors';
import { type Snapshot, shortName } from '../state/snapshots';
import { engines } from './engines';
import { save } from './export';

/** One for all copies of this visit, so that they fit together; nobody learns it. */
const key = crypto.getRandomValues(new Uint8Array(16));

/** Saves the copy and gives the name of its file. */
export async function saveRedactedCopy({ key: snapshot, fileName }: Snapshot): Promise<string> {
  const engine = engines.get(snapshot);
  if (engine === undefined) throw new EngineFailure(crashed('it was closed'));
  const name = `${shortName(fileName)}-redacted.heapsnapshot.gz`;
  save(name, await engine.redactedCopy(key));
  return name;
}
