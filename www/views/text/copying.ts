/** What became of copying, in words. */
import { copy, type CopyOutcome, type Write } from '../../app/export';

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

const SHORT: Readonly<Record<CopyOutcome, string>> = {
  copied: 'Copied',
  'not-allowed': 'Not allowed',
  'no-clipboard': 'No clipboard',
};

/** For a button that has room for a word. */
export const copyShortly = async (write: Write): Promise<string> => SHORT[await copy(write)];
