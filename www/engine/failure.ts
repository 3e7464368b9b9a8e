/** What went wrong, as the engine and its worker say it; a part of the protocol. */

export type ErrorKind =
  | 'not-a-snapshot'
  /** An archive of several snapshots; `choices` has their names. */
  | 'several-snapshots'
  | 'truncated'
  | 'malformed'
  | 'too-large'
  | 'out-of-memory'
  | 'read-failed'
  | 'crashed'
  /** A phase, its `section`, is not over; the worker asks again, so that no one else meets it. */
  | 'not-ready'
  /** A result is asked for that is not the one kept; the client gives such a call up. */
  | 'stale'
  | 'wrong-use';

/** A failure that the person can act on. */
export interface EngineError {
  readonly kind: ErrorKind;
  /** One sentence: what, where (byte position and section), what was expected. */
  readonly message: string;
  /** Byte position in the (unpacked) file, if there is one. */
  readonly position: number | null;
  readonly section: string | null;
  /** What to do next, one sentence. */
  readonly advice: string;
  /** The names of the snapshots in an archive, of which one has to be chosen. */
  readonly choices?: readonly string[];
}
