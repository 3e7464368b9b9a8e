/** Whatever was thrown in a worker, as an answer the page can show. The engine's own errors pass through unchanged. */
import type { EngineError } from './protocol';

const COMMAND_LINE = 'the command-line program leakscope reads it with all of the machine’s memory';

export function toEngineError(thrown: unknown): EngineError {
  if (isEngineError(thrown)) return thrown;
  if (thrown instanceof RangeError && /memory|allocation|length/i.test(thrown.message)) {
    return plain(
      'out-of-memory',
      `The tab’s memory is used up: ${thrown.message}`,
      `Close other snapshots and try again, or ${COMMAND_LINE}.`,
    );
  }
  return crashed(thrown instanceof Error ? thrown.message : String(thrown));
}

/** The browser could not read the file. It says why in words of its own, and of no certain kind. */
export function unreadable(thrown: unknown): EngineError {
  return plain(
    'read-failed',
    `The browser could not read the file: ${thrown instanceof Error ? thrown.message : String(thrown)}.`,
    'If it is a folder, drop the files in it; if it was moved, changed or is still being written, choose it again.',
  );
}

/** The engine broke down; nothing it holds can be trusted any more. */
export function crashed(detail: string): EngineError {
  return plain(
    'crashed',
    `The engine broke down on this snapshot (${detail}). Other snapshots are not affected.`,
    `Try again; if it happens again, ${COMMAND_LINE}.`,
  );
}

function plain(kind: EngineError['kind'], message: string, advice: string): EngineError {
  return { kind, message, position: null, section: null, advice };
}

function isEngineError(thrown: unknown): thrown is EngineError {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'kind' in thrown &&
    'advice' in thrown &&
    typeof (thrown as EngineError).message === 'string'
  );
}
