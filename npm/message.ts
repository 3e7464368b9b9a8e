/** What people read when something grew: the sentence, the place and the chain of each suspect. */

import type { ChainLink, Findings, Place, Suspect } from '../www/engine/findings.js';

/** Suspects that are told in full. */
const MOST = 5;

/** Steps of a chain that are shown. */
const LONGEST_CHAIN = 8;

export function describe(suspects: readonly Suspect[]): string {
  const told = suspects.slice(0, MOST).map((suspect, index) => {
    const lines = [`${index + 1}. ${suspect.sentence}`, place(suspect.holder.location), chain(suspect)];
    return lines.filter((line) => line !== '').join('\n   ');
  });
  const more = suspects.length - told.length;
  return [...told, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n\n');
}

/** A report for a log. */
export const describeFindings = (findings: Findings): string =>
  [`leakscope: ${findings.verdict}`, describe(findings.suspects)].filter((part) => part !== '').join('\n\n');

function place(location: Place | null): string {
  if (location === null) return '';
  const { file, scriptId, line, column, of } = location;
  const where = `${file ?? `script ${scriptId}`}:${line}:${column}`;
  return of === '' ? `at ${where}` : `at ${of} (${where})`;
}

/** The way to the holder; of a long one the end, where the program's own objects are. */
function chain({ chain, holderStep }: Suspect): string {
  const steps = chain.slice(1, holderStep + 1).map(step);
  const shown = steps.length > LONGEST_CHAIN ? ['…', ...steps.slice(-LONGEST_CHAIN)] : steps;
  return shown.length === 0 ? '' : `held by ${shown.join(' → ')}`;
}

function step({ edgeType, edgeName, name, leftOut }: ChainLink): string {
  const edge = edgeType === 'element' ? `[${edgeName}]` : edgeName;
  const skipped = leftOut === undefined ? '' : `(… ${leftOut} more) `;
  return `${skipped}${edge}: ${name}`;
}
