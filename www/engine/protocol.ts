/**
 * The words that the page, its workers and the engine speak: one closed union of requests, one of answers, and the
 * shapes of rows. Rows carry numbers as numbers; a size or a distance that is not computed yet is `null` (shown as `…`).
 * The engine's side of these shapes is `src/wasm`; a test compares the two.
 */

/** Position of a node in its snapshot's file, 0-based. */
export type NodeOrdinal = number;
/** Row number of a class inside its table before sorting; stable for the life of the table. */
export type ClassIndex = number;

export interface Sort {
  readonly column: string;
  readonly ascending: boolean;
}

/** What part of a table is asked for. `filter` is a case-insensitive substring of the class name. */
export interface RowQuery {
  readonly sort: Sort;
  readonly filter?: string;
  /** Summary only: of the objects with these ids. */
  readonly allocated?: IdRange | undefined;
  readonly from: number;
  readonly count: number;
}

/**
 * Ids above one and up to another. A process hands out ids that only grow, so these are the objects that were allocated
 * between two moments.
 */
export interface IdRange {
  readonly above: number;
  readonly upTo: number;
}

export interface Page<Row> {
  /** Rows in the whole list (after the filter). */
  readonly total: number;
  /** Position of `rows[0]` in the sorted list. */
  readonly from: number;
  readonly rows: readonly Row[];
}

/** One constructor in Summary. */
export interface ClassRow {
  readonly classIndex: ClassIndex;
  readonly key: string;
  readonly name: string;
  readonly count: number;
  readonly distance: number | null;
  readonly shallowSize: number;
  readonly retainedSize: number | null;
}

/** One constructor in Comparison. */
export interface DiffRow {
  readonly classIndex: ClassIndex;
  readonly key: string;
  readonly name: string;
  readonly newCount: number;
  readonly deletedCount: number;
  readonly countDelta: number;
  readonly allocSize: number;
  readonly freedSize: number;
  readonly sizeDelta: number;
}

/** One constructor in Timeline: figures per snapshot, the oldest first. */
export interface TimelineRow {
  /** Of the latest snapshot; null if it has no such objects. */
  readonly classIndex: ClassIndex | null;
  readonly key: string;
  readonly name: string;
  readonly counts: readonly number[];
  /** Shallow sizes. */
  readonly sizes: readonly number[];
  /** From the first snapshot to the latest. */
  readonly countDelta: number;
  readonly sizeDelta: number;
  /** In how many steps the size grew. */
  readonly grownSteps: number;
  /** Whether it grew in every one of several steps. */
  readonly everyStep: boolean;
}

/** One object. `type` is the file's node type ("object", "string", "closure", …). */
export interface ObjectRow {
  readonly ordinal: NodeOrdinal;
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly className: string;
  readonly distance: number | null;
  readonly shallowSize: number;
  readonly retainedSize: number | null;
  /** A DOM node cut off from its document. */
  readonly detached: boolean;
  /** Reached from a user root by names that a program could use; false until distances are computed. */
  readonly queriable: boolean;
  /** Rows that opening this one would show (properties, or retainers in the Retainers tree). */
  readonly childCount: number;
}

/** An object met through an edge: a property of its parent row, or (in Retainers) the object that holds it. */
export interface EdgeRow extends ObjectRow {
  readonly edgeIndex: number;
  /** "context" | "element" | "property" | "internal" | "hidden" | "shortcut" | "weak" */
  readonly edgeType: string;
  readonly edgeName: string;
}

/**
 * One step of the shortest retaining path, from the object (first) to the root (last). `edgeType` and `edgeName` are of
 * the edge through which the *next* step holds this one; empty strings on the root.
 */
export interface PathStep {
  readonly ordinal: NodeOrdinal;
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly edgeType: string;
  readonly edgeName: string;
}

/** Which objects a list shows: a class of Summary, or one side of a class in Comparison. */
export type InstanceSet =
  | { readonly kind: 'class'; readonly classIndex: ClassIndex; readonly allocated?: IdRange | undefined }
  /** Asked of the current (newer) snapshot's engine. */
  | { readonly kind: 'new'; readonly classIndex: ClassIndex }
  /** Asked of the base (older) snapshot's engine. */
  | { readonly kind: 'deleted'; readonly classIndex: ClassIndex };

export interface HeapInfo {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** DevTools' total: all shallow sizes plus the extra native bytes, in bytes. */
  readonly totalSize: number;
  /** The largest id given to a JavaScript object; grows for as long as the process lives. */
  readonly maxObjectId: number;
  readonly hasUserRoots: boolean;
}

/** The sections of a file and the computations after it, in the order they happen; shown as progress. */
export type Phase =
  | 'header'
  | 'nodes'
  | 'edges'
  | 'trace'
  | 'samples'
  | 'locations'
  | 'scopes'
  | 'strings'
  | 'classes'
  | 'distances'
  | 'retainers'
  | 'dominators'
  | 'retained sizes';

/** A failure that the person can act on. */
export interface EngineError {
  readonly kind:
    | 'not-a-snapshot'
    | 'truncated'
    | 'malformed'
    | 'too-large'
    | 'out-of-memory'
    | 'read-failed'
    | 'crashed'
    | 'wrong-use';
  /** One sentence: what, where (byte position and section), what was expected. */
  readonly message: string;
  /** Byte position in the (unpacked) file, if there is one. */
  readonly position: number | null;
  readonly section: string | null;
  /** What to do next, one sentence. */
  readonly advice: string;
}

/** Columns of one snapshot for another one's engine; they cross between workers by transfer. */
export interface DiffColumns {
  readonly buffers: readonly ArrayBuffer[];
}

export type ExportFormat = 'text' | 'json' | 'csv';

/** Whether ids mean the same objects in two snapshots, and how that was decided. */
export interface Likeness {
  readonly sameProcess: boolean;
  readonly why: string;
}

/** What is said of a series of snapshots: who holds what grew. `docs/json.md` explains every field. */
export interface Findings {
  /** Whether all snapshots are of one process; if not, ids mean nothing and there are no suspects. */
  readonly sameProcess: boolean;
  readonly sameProcessWhy: string;
  readonly snapshots: number;
  /** One sentence on the whole. In sentences, names of the heap stand between backticks. */
  readonly verdict: string;
  /** The most likely first. */
  readonly suspects: readonly Suspect[];
  /** What grew and is no suspect. */
  readonly setAside: readonly SetAside[];
  /** All other new objects. */
  readonly background: Background;
}

/** A holder that grew. */
export interface Suspect {
  /** 1 is the most likely. */
  readonly rank: number;
  readonly sentence: string;
  readonly kind: HolderKind;
  readonly confidence: Confidence;
  readonly holder: Holder;
  readonly newEntries: number;
  readonly entries: number;
  readonly retainedGrowth: number;
  /** First the class of what was put in, then those with most bytes. */
  readonly grows: readonly Grown[];
  /** From a root over the holder to an example. */
  readonly chain: readonly ChainStep[];
  /** Position of the holder in `chain`. */
  readonly holderStep: number;
  /** Names of other holders of the same new objects. */
  readonly alsoHeldBy: readonly string[];
  /** One for each snapshot, the oldest first. */
  readonly timeline: readonly TimelinePoint[];
}

export type HolderKind =
  | 'Map'
  | 'Set'
  | 'array'
  | 'dictionary'
  | 'listener list'
  | 'linked list'
  | 'closure scope'
  | 'timer list'
  | 'promise chain'
  | 'detached DOM'
  | 'growing string'
  | 'growing data'
  | 'many alike'
  | 'object';

export interface Confidence {
  readonly level: 'low' | 'medium' | 'high';
  readonly why: string;
}

export interface Holder {
  readonly id: number;
  readonly class: string;
  /** What a program would call it. */
  readonly name: string;
  readonly location: Place | null;
}

/** A place in a script; line and column count from 1. `of` is what stands there. */
export interface Place {
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
  readonly of: string;
}

/** New objects of one class; `bytes` are their own. */
export interface Grown {
  readonly class: string;
  readonly count: number;
  readonly bytes: number;
}

/** The edge leads from the step before; both its fields are empty at the root. */
export interface ChainStep {
  readonly edgeType: string;
  readonly edgeName: string;
  readonly id: number;
  readonly name: string;
  /** How many steps like the ones before were left out before this one; absent if none. */
  readonly leftOut?: number;
}

/** The holder in one snapshot; null where it was not there. */
export interface TimelinePoint {
  readonly entries: number | null;
  readonly retainedSize: number | null;
}

export interface SetAside {
  readonly name: string;
  readonly why: string;
}

export interface Background {
  readonly count: number;
  readonly bytes: number;
  readonly parts: readonly BackgroundPart[];
}

export interface BackgroundPart {
  readonly what: string;
  readonly count: number;
  readonly bytes: number;
}

/** What became of the suspects of one process in another. `docs/json.md` explains every field. */
export interface Verification {
  /** The worst of the suspects' outcomes. */
  readonly verdict: Outcome;
  /** One sentence on the whole. */
  readonly summary: string;
  readonly suspects: readonly Verified[];
  /** Sentences about suspects that only the second pair has. */
  readonly newSuspects: readonly string[];
}

export type Outcome = 'no suspects' | 'gone' | 'smaller' | 'still there';

export interface Verified {
  /** Its rank among the suspects of the first pair. */
  readonly rank: number;
  readonly sentence: string;
  readonly verdict: Outcome;
  readonly why: string;
  /** Its figures in the first and in the second pair. */
  readonly before: HolderFigures;
  readonly after: HolderFigures;
}

export interface HolderFigures {
  readonly entries: number;
  readonly newEntries: number;
  readonly retainedGrowth: number;
}

/** How suspects, and what became of them, can be taken along. */
export type ReportFormat = 'text' | 'json' | 'markdown' | 'html';

/** How far the reading of a file has come. */
export interface Progress {
  readonly phase: Phase;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly seconds: number;
}

/** What the page may ask of an open snapshot: each method of the engine's heap, its arguments and its result. */
export interface Calls {
  summary: { args: [RowQuery]; result: Page<ClassRow> };
  comparison: { args: [RowQuery]; result: Page<DiffRow> };
  instances: { args: [InstanceSet, RowQuery]; result: Page<ObjectRow> };
  properties: { args: [NodeOrdinal, RowQuery]; result: Page<EdgeRow> };
  retainers: { args: [NodeOrdinal, RowQuery]; result: Page<EdgeRow> };
  object: { args: [NodeOrdinal]; result: ObjectRow };
  path: { args: [NodeOrdinal]; result: PathStep[] };
  findById: { args: [number]; result: NodeOrdinal | undefined };
  interfaces: { args: []; result: Uint8Array<ArrayBuffer> };
  diffColumns: { args: [Uint8Array<ArrayBuffer>]; result: DiffColumns };
  compare: { args: [DiffColumns]; result: DiffColumns };
  setDeleted: { args: [DiffColumns]; result: void };
  /** Asked of every earlier snapshot of a series; answered when all its computations are done. */
  suspectColumns: { args: []; result: DiffColumns };
  /** Asked of the latest, with the columns of the earlier ones, oldest first. It keeps what it finds. */
  suspects: { args: [readonly DiffColumns[]]; result: Findings };
  /** A sample of the ids, by which snapshots of one process are recognised. */
  identity: { args: []; result: DiffColumns };
  /** How the ids of other snapshots agree with those of this one, given their identities. */
  likeness: { args: [readonly DiffColumns[]]; result: Likeness[] };
  /** Asked of the older of two processes. */
  wayColumns: { args: []; result: DiffColumns };
  /** Asked of the newer of two processes, with those columns and how the two were told apart. It keeps what it finds. */
  suspectsAcross: { args: [DiffColumns, string]; result: Findings };
  /** The suspects named last, as what another process is searched for. */
  sought: { args: []; result: DiffColumns };
  /** Asked of the latest snapshot of another process, with the columns of its earlier ones. It keeps what it finds. */
  verify: { args: [DiffColumns, readonly DiffColumns[]]; result: Verification };
  /** Asked of every earlier snapshot, with the interfaces of the latest. */
  classSums: { args: [Uint8Array<ArrayBuffer>]; result: DiffColumns };
  /** Asked of the latest, with the sums of the earlier ones, oldest first. */
  setTimeline: { args: [readonly DiffColumns[]]; result: void };
  timeline: { args: [RowQuery]; result: Page<TimelineRow> };
  /** The findings as text. If `redact`, without the text of strings and the keys of dictionaries. */
  exportSuspects: { args: [format: ReportFormat, redact: boolean]; result: string };
  exportVerification: { args: [format: ReportFormat]; result: string };
  exportTimeline: { args: [ExportFormat, RowQuery]; result: string };
  exportSummary: { args: [ExportFormat, RowQuery]; result: string };
  exportComparison: { args: [ExportFormat, RowQuery]; result: string };
  exportRetainers: { args: [NodeOrdinal, ExportFormat]; result: string };
  exportPath: { args: [NodeOrdinal, ExportFormat]; result: string };
}

export type Method = keyof Calls;

/** One call, as a closed union over the methods. */
export type Call = { [M in Method]: { readonly method: M; readonly args: Calls[M]['args'] } }[Method];

/**
 * Which state of a view a call serves. A waiting call is dropped when a later generation of the same view arrives:
 * nobody will look at its rows.
 */
export interface Generation {
  readonly view: string;
  readonly number: number;
}

/** What became of the worker's attempt to connect, made to check the network lock. */
export type ConnectionAttempt = 'refused-by-policy' | 'refused' | 'connected';

export type ToWorker =
  /** First message. The attempt to connect is made to `probeAddress`, if there is one. */
  | { readonly kind: 'start'; readonly module: WebAssembly.Module; readonly probeAddress: string | null }
  /** Second message: the one file of this worker. */
  | { readonly kind: 'open'; readonly file: File }
  /** Whether the worker may compute what nobody waits for; at first it may not. */
  | { readonly kind: 'background'; readonly allowed: boolean }
  | { readonly kind: 'call'; readonly id: number; readonly generation: Generation | null; readonly call: Call };

export type FromWorker =
  | { readonly kind: 'connection-attempt'; readonly outcome: ConnectionAttempt }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** All bytes have been read; the rest is computation. */
  | { readonly kind: 'file-read' }
  /** The snapshot answers calls. */
  | { readonly kind: 'ready'; readonly info: HeapInfo; readonly pending: Phase | null }
  /** A background computation is done; `pending` is the next one. */
  | { readonly kind: 'advanced'; readonly done: Phase; readonly pending: Phase | null }
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: EngineError }
  | { readonly kind: 'superseded'; readonly id: number }
  /** The snapshot is lost: the file was refused, or the engine broke down. */
  | { readonly kind: 'failed'; readonly error: EngineError };
