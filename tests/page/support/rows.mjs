/** Rows as they stand on the screen, and the numbers in them. */
import assert from 'node:assert/strict';

/** Runs in the page. */
export function readRows(grid) {
  const titles = [...grid.querySelectorAll('.treegrid-title')].map((title) => title.textContent);
  return [...grid.querySelectorAll('[role=row][data-index]')].map((row) => ({
    position: Number(row.getAttribute('aria-rowindex')) - 2,
    level: Number(row.getAttribute('aria-level')),
    expanded: row.getAttribute('aria-expanded'),
    selected: row.getAttribute('aria-selected') === 'true',
    coming: row.classList.contains('treegrid-coming'),
    // Without the preview behind it.
    name: (row.querySelector('.entry') ?? row.querySelector('.treegrid-content')).textContent,
    cells: Object.fromEntries(
      [...row.querySelectorAll('[role=gridcell]')].map((cell, at) => {
        const share = cell.querySelector('.share')?.textContent ?? '';
        const text = cell.textContent.slice(0, cell.textContent.length - share.length);
        return [
          titles[at],
          { text: text.replaceAll('\u00a0', ' '), share: share.replaceAll('\u00a0', ' '), tip: cell.title },
        ];
      }),
    ),
  }));
}

/** A count as written: +1,500 · −3 · 0. */
export const countIn = ({ text }) => Number(text.replace('−', '-').replaceAll(',', ''));

const UNITS = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/** The exact bytes in a cell's tooltip. What the cell itself says must be the same, rounded. */
export function bytesIn({ text, tip }) {
  const exact = /^(-?[\d,]+) bytes$/.exec(tip);
  assert.ok(exact, `“${tip}” gives no bytes`);
  const value = Number(exact[1].replaceAll(',', ''));
  const [, sign, digits, unit] = /^([+−]?)([\d,]+(?:\.\d)?) (B|kB|MB|GB)$/.exec(text) ?? [];
  assert.ok(digits, `“${text}” is no size`);
  const scale = UNITS[unit];
  const step = unit === 'B' ? 0 : digits.includes('.') ? 0.1 * scale : scale;
  const shown = (sign === '−' ? -1 : 1) * Number(digits.replaceAll(',', '')) * scale;
  assert.ok(Math.abs(shown - value) <= step / 2 + 1e-6 * scale, `“${text}” is not ${value} bytes`);
  return value;
}

/** A class row of Comparison, in the words of the command line. */
export function comparisonRow({ name, cells }) {
  return {
    name,
    newCount: countIn(cells['# New']),
    deletedCount: countIn(cells['# Deleted']),
    countDelta: countIn(cells['# Delta']),
    allocSize: bytesIn(cells['Alloc. Size']),
    freedSize: bytesIn(cells['Freed Size']),
    sizeDelta: bytesIn(cells['Size Delta']),
  };
}

/** The numbers of an object's row. */
export function objectNumbers({ cells }) {
  return {
    distance: cells['Distance'].text === '−' ? null : countIn(cells['Distance']),
    shallowSize: bytesIn(cells['Shallow Size']),
    retainedSize: bytesIn(cells['Retained Size']),
  };
}

/** A class row of Summary; its name carries the number of objects. */
export function summaryRow(row) {
  const [, name, times] = /^([^]*) ×([\d,]+)$/.exec(row.name);
  return { name, count: countIn({ text: times }), ...objectNumbers(row) };
}

/** The id at the end of an object's row. */
export const idIn = ({ name }) => Number(/ @(\d+)$/.exec(name)[1]);
