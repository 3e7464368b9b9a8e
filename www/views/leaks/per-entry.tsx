/** What an entry consists of: bytes of an average entry by field and class, each once. */
import type { PerEntry } from '../../engine/findings';
import { bytes, count, exactBytes } from '../text/format';
import { closed } from '../text/object-text';

/** More parts than this are one row. */
const PARTS_SHOWN = 5;

export function PerEntryTable({ entry }: { readonly entry: PerEntry }) {
  const shown = entry.parts.slice(0, PARTS_SHOWN);
  const others = entry.otherBytes + entry.parts.slice(PARTS_SHOWN).reduce((sum, part) => sum + part.bytes, 0);
  const row = (key: string, name: preact.ComponentChildren, of: number) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      <td title={`${exactBytes(of)} in ${count(entry.count)} entries`}>{bytes(Math.round(of / entry.count))}</td>
    </tr>
  );
  return (
    <table class="figures per-entry">
      <caption class="hidden">What an entry consists of</caption>
      <thead>
        <tr>
          <th scope="col">Each of {count(entry.count)} entries</th>
          <th scope="col" title={`${exactBytes(entry.bytes)} in all`}>
            {bytes(Math.round(entry.bytes / entry.count))}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((part, index) =>
          row(
            `${index}`,
            <>
              {part.field !== '' && (
                <>
                  <code class="of-heap name">{closed(part.field)}</code>{' '}
                </>
              )}
              <span class="of-heap">{closed(part.class)}</span>
            </>,
            part.bytes,
          ),
        )}
        {others > 0 && row('others', 'other parts', others)}
        {row('itself', 'itself', entry.ownBytes)}
        {entry.sharedBytes > 0 && row('shared', 'beside it, with others', entry.sharedBytes)}
      </tbody>
    </table>
  );
}
