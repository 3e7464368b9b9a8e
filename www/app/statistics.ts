/** Statistics as text that leaves the page: of the newer snapshot, or of both with the difference. */
import type { ExportFormat } from '../engine/protocol';
import { snapshotOn } from '../state/pair';
import { ask } from './engines';

export async function writeStatistics(format: ExportFormat, redacted: boolean): Promise<string> {
  const [older, newer] = [snapshotOn('older'), snapshotOn('newer')];
  if (older === null || newer === null) return '';
  const base = older.key === newer.key ? [] : (await ask(older.key, 'statistics', [])).map(({ size }) => size);
  return ask(newer.key, 'exportStatistics', [base, redacted, format]);
}
