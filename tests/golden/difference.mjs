// The lines in which two texts differ, shortly.

const MOST_LINES = 6;
const LONGEST = 220;

const shortened = (line) => (line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line);

function listed(sign, lines) {
  const shown = lines.slice(0, MOST_LINES).map((line) => `  ${sign} ${shortened(line)}`);
  return lines.length > MOST_LINES ? [...shown, `  ${sign} … ${lines.length - MOST_LINES} more lines`] : shown;
}

/** Where a long line starts to differ from the other, so that the cut shows it. */
function cut(lines, others) {
  if (lines.length !== 1 || others.length !== 1) return lines;
  let same = 0;
  while (same < lines[0].length && lines[0][same] === others[0][same]) same += 1;
  const start = Math.max(0, same - 60);
  return [(start ? '…' : '') + lines[0].slice(start)];
}

/** The lines between the first and the last that differ, with the number of the first: `-` was stored, `+` is printed. */
export function difference(golden, printed) {
  const [before, after] = [golden.split('\n'), printed.split('\n')];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let same = 0;
  while (
    same < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  )
    same += 1;
  const removed = before.slice(start, before.length - same);
  const added = after.slice(start, after.length - same);
  return [
    `  from line ${start + 1}:`,
    ...listed('-', cut(removed, added)),
    ...listed('+', cut(added, removed)),
  ].join('\n');
}
