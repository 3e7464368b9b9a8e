/**
 * Which map belongs to which script: by the names of files, and where several are called alike, by the folders that their
 * paths end with. The same rule as in src/cli/source_maps/scripts.rs.
 */

export interface NamedMap {
  /** The map's file, with folders if the browser says them. */
  readonly path: string;
  /** The script that it says it is of. */
  readonly file: string | null;
}

export interface Fit {
  /** What the script may be called. */
  readonly wanted: readonly string[];
  /** Scripts that are called so; one, if it is known which. */
  readonly scripts: readonly string[];
}

export function fitOf(map: NamedMap, scripts: readonly string[]): Fit {
  const own = map.path.endsWith('.map') ? [map.path.slice(0, -'.map'.length)] : [];
  const folder = map.path.slice(0, map.path.lastIndexOf('/') + 1);
  const said = map.file === null ? [] : [folder + fileName(map.file)];
  const paths = [...new Set([...said, ...own])].filter((path) => fileName(path) !== '');
  const alike = (script: string) => Math.max(0, ...paths.map((path) => endingInCommon(script, path)));
  const best = Math.max(0, ...scripts.map(alike));
  return { wanted: paths.map(fileName), scripts: best === 0 ? [] : scripts.filter((script) => alike(script) === best) };
}

function endingInCommon(a: string, b: string): number {
  const [left, right] = [namesOf(a).reverse(), namesOf(b).reverse()];
  const unlike = left.findIndex((name, at) => name !== right[at]);
  return unlike < 0 ? left.length : unlike;
}

/** The names in a path or an address, without what follows `?` or `#`. */
function namesOf(path: string): string[] {
  return (path.split(/[?#]/, 1)[0] ?? '').split(/[/\\]/).filter((name) => name !== '' && name !== '.');
}

const fileName = (path: string): string => namesOf(path).at(-1) ?? '';
