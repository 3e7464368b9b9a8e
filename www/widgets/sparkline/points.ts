/** Where the points of a sparkline are. */

export const WIDTH = 48;
export const HEIGHT = 14;

/** From left to right at equal distances; the lowest number at the bottom, the highest at the top, equal ones in the middle. */
export function pointsOf(values: readonly number[]): (readonly [x: number, y: number])[] {
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  const step = WIDTH / Math.max(1, values.length - 1);
  const round = (number: number) => Math.round(number * 10) / 10;
  return values.map((value, at) => [
    round(at * step),
    range === 0 ? HEIGHT / 2 : round(HEIGHT * (1 - (value - least) / range)),
  ]);
}
