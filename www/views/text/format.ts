/**
 * Numbers as people read them. Sizes as DevTools writes them (1 kB = 1,000 B, one decimal below 100), by the table in
 * src/report/format-examples.md, to which the engine's formatter is held too; a number that is not computed yet is `…`,
 * never 0.
 */
const COUNT = new Intl.NumberFormat('en-US');
const ONE_DECIMAL = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const NOT_READY = '…';
/** The distance of an object that no root reaches. */
const NO_DISTANCE = '−';
/** Distances of retainers from here on mean "not reached, as something is ignored". */
export const UNREACHED_DISTANCE = 200_000_000;
/** Engine distances from here on mean "only the system reaches it". */
const SYSTEM_DISTANCE = 100_000_000;

const UNITS = ['kB', 'MB', 'GB'] as const;

export const count = (value: number): string => COUNT.format(value);

export function bytes(value: number | null): string {
  if (value === null) return NOT_READY;
  if (Math.abs(value) < 999.5) return `${value}\u00a0B`;
  let scaled = value / 1000;
  let unit = 0;
  while (Math.abs(scaled) >= 999.5 && unit < UNITS.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  const digits = Math.abs(scaled) < 99.95 ? ONE_DECIMAL.format(scaled) : COUNT.format(Math.round(scaled));
  return `${digits}\u00a0${UNITS[unit]}`;
}

export const exactBytes = (value: number | null): string => (value === null ? NOT_READY : `${count(value)} bytes`);

/** With its sign always in sight: +1,500 · −3 · 0. */
export const signedCount = (value: number): string => sign(value) + count(Math.abs(value));
export const signedBytes = (value: number): string => sign(value) + bytes(Math.abs(value));

const sign = (value: number): string => (value > 0 ? '+' : value < 0 ? '−' : '');

export function distance(value: number | null): string {
  if (value === null) return NOT_READY;
  return value >= 0 && value < SYSTEM_DISTANCE ? count(value) : NO_DISTANCE;
}

export function percent(part: number | null, whole: number): string {
  return part === null || whole === 0 ? '' : `${Math.round((part / whole) * 100)}\u00a0%`;
}

export const seconds = (value: number): string => `${ONE_DECIMAL.format(value)}\u00a0s`;

/** A name as a title. */
export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
