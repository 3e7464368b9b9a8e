/** Which source maps were given, and what came of them. */
import { snapshotName } from '../../state/snapshots';
import { type GivenMap, sourceMaps } from '../../state/source-maps';

export function SourceMapNotice() {
  const maps = sourceMaps.value;
  if (maps.length === 0) return null;
  const said = maps.flatMap(({ notes }) => [...notes.values()]);
  const unused = said.filter(({ isApplied }) => !isApplied).length;
  return (
    <details class="file-notice source-maps" open={unused > 0}>
      <summary>
        <span role="status">
          {said.length === 0 ? 'Source maps wait for snapshots' : unused > 0 ? 'Source maps: not all fit' : 'Names and places are those of the sources'}
        </span>
      </summary>
      <ul>
        {maps.map((map) => (
          <MapNotes key={map.path} map={map} />
        ))}
      </ul>
    </details>
  );
}

function MapNotes({ map: { path, notes } }: { readonly map: GivenMap }) {
  return (
    <li>
      <b>{path}</b>
      {[...notes].map(([key, { words }]) => (
        <span key={key} class="of-heap">
          {' '}
          {snapshotName(key)}: {words}
        </span>
      ))}
    </li>
  );
}
