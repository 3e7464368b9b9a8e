/** Where what stands at a place of generated code is in the sources, if that is in the map at all, and what it is called. */
import { functionName } from './function-name';
import { lastUpTo, type SourceMap } from './map';

/** See `MOST_BEHIND_LAST` in src/cli/source_maps/lookup.rs. */
const MOST_BEHIND_LAST = 64;

export interface Original {
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly name: string | null;
}

/** Lines and columns count from 0; `name` is what the function or class is called in generated code. */
export function originalAt(map: SourceMap, line: number, column: number, name: string): Original | null {
  const inLine = map.line(line);
  const at = lastUpTo(inLine, column);
  const segment = inLine[at];
  if (segment === undefined || segment.length === 1) return null;
  const isLast = at > 0 && at + 1 === inLine.length;
  if (isLast && column - segment[0] > MOST_BEHIND_LAST + name.length) return null;
  const source = map.sourceOf(segment);
  if (source === '') return null;
  return { source, line: segment[2], column: segment[3], name: functionName(map, inLine, column, name, segment) };
}

/** See `tells_of_build` in src/cli/source_maps/lookup.rs. */
export const tellsOfBuild = (line: number, column: number): boolean => line !== 0 || column !== 0;
