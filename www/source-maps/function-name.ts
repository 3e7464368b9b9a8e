/**
 * What a function or a class is called in its source: the identifier before the place where V8 says that it begins. The
 * reasons stand in src/cli/source_maps/function_name.rs, which has the same rule.
 */
import type { SourceMapSegment } from '@jridgewell/trace-mapping';
import type { SourceMap, TextAt } from './map';

const GAPS = [0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 15, 16, 18, 20];
/** The name of the class that begins here; none of an expression without one. */
const CLASS_BEGUN = /^class\s+(?!extends\b)([\p{L}\p{N}_$]+)/u;
const MOST_BETWEEN = 1 << 10;
const MOST_BEFORE = 1 << 16;

export function functionName(
  map: SourceMap,
  inLine: readonly SourceMapSegment[],
  column: number,
  generated: string,
  nearest: SourceMapSegment,
): string | null {
  // What V8 makes of the fields of a class is called `<instance_members_initializer>`.
  if (!/^[^<]/.test(generated)) return null;
  const around = map.textAt(nearest);
  const begun = around?.text.slice(around.at).match(CLASS_BEGUN)?.[1];
  if (begun) return begun === generated ? null : begun;
  for (const gap of GAPS) {
    const segment = map.exact(inLine, column - generated.length - gap);
    if (segment === undefined) continue;
    const name = map.nameAt(segment);
    if (name !== null && isOfOneStatement(map.textAt(segment), around)) return name;
    // It is called the same in the source.
    if (name === null && gap < 2) return null;
  }
  const name = around?.text.startsWith('constructor', around.at) ? classAround(around) : null;
  return name !== null && name !== generated && map.knows(name) ? name : null;
}

/** Whether no statement ends between two places of one source, as far as the map has it. */
function isOfOneStatement(first: TextAt | null, second: TextAt | null): boolean {
  if (first === null || second === null) return true;
  const between = first.text.slice(Math.min(first.at, second.at), Math.max(first.at, second.at));
  return first.text === second.text && between.length <= MOST_BETWEEN && !/[;\n}]/.test(between);
}

/** The class that was begun last before a constructor. */
function classAround({ text, at }: TextAt): string | null {
  const before = text.slice(Math.max(0, at - MOST_BEFORE), at);
  const begun = /(?<![\p{L}\p{N}_$])class\s+([\p{L}\p{N}_$]+)\s*(?=\{|<|extends |implements )/gu;
  return [...before.matchAll(begun)].at(-1)?.[1] ?? null;
}
