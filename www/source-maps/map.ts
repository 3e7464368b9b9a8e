/** One source map: which pieces of generated code come from which places of which sources. */
import { decodedMappings, FlattenMap, type SourceMapSegment, type TraceMap } from '@jridgewell/trace-mapping';

/** A text and a position in it. */
export interface TextAt {
  readonly text: string;
  readonly at: number;
}

/** A map's JSON; throws if the text is none. */
export function parsed(text: string): { readonly file?: unknown } {
  // Against inclusion as a script, servers may send a line before the map.
  const guard = text.startsWith(")]}'") ? text.indexOf('\n') : 0;
  const json = JSON.parse(text.slice(guard).replace(/^\ufeff/, '')) as unknown;
  if (json === null || typeof json !== 'object' || (json as { version?: unknown }).version !== 3) {
    throw new Error('it says of no version that is known');
  }
  return json;
}

export class SourceMap {
  readonly #map: TraceMap;
  readonly #lines = new Map<number, readonly number[]>();

  /** Of a map's JSON, whose sources lie beside its script. */
  constructor(json: object, script: string) {
    this.#map = new FlattenMap(json as never, script.replaceAll('\\', '/'));
    decodedMappings(this.#map);
  }

  /** The segments of a line, by column. */
  line(line: number): readonly SourceMapSegment[] {
    return decodedMappings(this.#map)[line] ?? [];
  }

  /** The path or address of a segment's source; empty of what comes from none, or from one without a name. */
  sourceOf(segment: SourceMapSegment): string {
    const of = segment[1];
    return of === undefined || (this.#map.sources[of] ?? '') === '' ? '' : (this.#map.resolvedSources[of] ?? '');
  }

  /** The segment at exactly this column. */
  exact(inLine: readonly SourceMapSegment[], column: number): SourceMapSegment | undefined {
    const found = inLine[lastUpTo(inLine, column)];
    return found?.[0] === column ? found : undefined;
  }

  /** The name that stands at a segment, if it is another one in generated code. */
  nameAt(segment: SourceMapSegment | undefined): string | null {
    return segment?.length === 5 ? (this.#map.names[segment[4]] ?? null) : null;
  }

  /** Whether the map has a name. */
  knows(name: string): boolean {
    return this.#map.names.includes(name);
  }

  /** The text of a segment's source, and where the segment is in it; null if the map does not have the source. */
  textAt(segment: SourceMapSegment): TextAt | null {
    if (segment.length === 1) return null;
    const text = this.#map.sourcesContent?.[segment[1]];
    if (!text) return null;
    const start = this.#linesOf(segment[1], text)[segment[2]];
    return start === undefined || start + segment[3] > text.length ? null : { text, at: start + segment[3] };
  }

  /** Where each line of a source begins. */
  #linesOf(source: number, text: string): readonly number[] {
    const known = this.#lines.get(source);
    if (known !== undefined) return known;
    const lines = [0];
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.push(end + 1);
    this.#lines.set(source, lines);
    return lines;
  }
}

/** The position of the last segment at or before a column; −1 if there is none. */
export function lastUpTo(inLine: readonly SourceMapSegment[], column: number): number {
  let [low, high] = [0, inLine.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inLine[middle]?.[0] ?? 0) <= column) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
