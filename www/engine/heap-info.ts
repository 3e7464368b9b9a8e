/** What is known of a snapshot as soon as it has been read. */

/** Whose format a file has. */
export type Format = 'V8' | 'JavaScriptCore' | 'Firefox';

export interface HeapInfo {
  readonly format: Format;
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** DevTools' total: all shallow sizes plus the extra native bytes, in bytes. */
  readonly totalSize: number;
  /** The largest id given to a JavaScript object; grows for as long as the process lives. */
  readonly maxObjectId: number;
  /** The root, which refers to all roots. */
  readonly rootOrdinal: number;
  readonly hasUserRoots: boolean;
  /** Whether the file says which functions use which variables. */
  readonly hasScopes: boolean;
  /** Whether the file says which functions allocated its objects, and when they were allocated. */
  readonly hasAllocationStacks: boolean;
  readonly hasAllocationTimes: boolean;
  /** What of the file cannot be shown as it stands, a sentence each. */
  readonly warnings: readonly string[];
  /** What can take memory without the file's showing it, a sentence each. */
  readonly notInFile: readonly string[];
}
