/** What became of copying, in words. */
import type { CopyOutcome } from '../../app/export';

/** `what` is the thing copied. */
export function copyWords(what: string, outcome: CopyOutcome): string {
  switch (outcome) {
    case 'copied':
      return `${what}: copied`;
    case 'not-allowed':
      return 'The browser did not allow copying.';
    case 'no-clipboard':
      return 'Pages that are not served from a secure address cannot copy.';
  }
}

export const failureWords = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
