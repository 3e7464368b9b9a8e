const steps = [
  { from: 50, percent: 2 },
  { from: 100, percent: 5 },
  { from: 200, percent: 8 },
];

export function discount(sum) {
  return steps.filter(({ from }) => sum >= from).at(-1)?.percent ?? 0;
}
