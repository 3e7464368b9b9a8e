/** A class in a table: its name, how often it occurs, and what a name in parentheses means. */
import { closed } from '../text/object-text';

const KINDS: Readonly<Record<string, string>> = {
  '(string)': 'Text values of the program',
  '(array)': 'Lists that V8 keeps for itself, for example to hold an object’s elements',
  '(system)': 'V8’s own bookkeeping',
  '(compiled code)': 'Code that V8 made from the program’s functions',
  '(closure)': 'Functions',
  '(number)': 'Numbers that do not fit into their owner',
  '(symbol)': 'Symbols of the program and of V8',
  '(bigint)': 'BigInt values',
  '(concatenated string)': 'Text made by joining two texts, kept as the two parts',
  '(sliced string)': 'Part of a longer text; keeps the whole of it',
  '(object shape)': 'V8’s descriptions of how objects are laid out',
  '(synthetic)': 'Not an object: groups of roots',
};

interface Named {
  readonly key: string;
  readonly name: string;
}

export function ClassName({ row, times }: { readonly row: Named; readonly times?: string }) {
  return (
    <>
      <span
        class={/^(\(|system \/ )/.test(row.name) ? 'of-heap' : 'of-heap class-name'}
        title={KINDS[row.name] ?? placeOf(row.key)}
      >
        {closed(row.name)}
      </span>
      {times !== undefined && <span class="times"> ×{times}</span>}
    </>
  );
}

/** A class key starts with the place of the constructor, as numbers counted from 0: script id, line, column. */
function placeOf(key: string): string | undefined {
  const place = /^(\d+),(\d+),(\d+),/.exec(key);
  return place === null
    ? undefined
    : `Made by the constructor at line ${Number(place[2]) + 1}, column ${Number(place[3]) + 1} of script ${place[1]}`;
}
