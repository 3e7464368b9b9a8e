/**
 * The words that the page, its workers and the engine speak: one closed union of requests, one of answers, and the
 * shapes of rows. Rows carry numbers as numbers; a size or a distance that is not computed yet is `null` (shown as `…`).
 * The engine's side of these shapes is `src/wasm`; a test compares the two.
 */

import type { AllocationInterval, AllocationRow, StackFrame } from './allocations';
import type { ConnectionAttempt } from './connection-attempt';
import type { EngineError } from './failure';
import type { HeapInfo } from './heap-info';
import type { GeneratedPlace, MergedPaths, SourcePlace } from './names';
import type { Asks, ExpressionTexts, FindProgress, KindSize, NativeContextSizes, NodeFilter, ObjectSum } from './node-filter';
import type { CopyRules, Findings, ProcessMatch, RedactedNames, ReportFile, ReportFormat, Verification } from './findings';

export type { EngineError, ErrorKind } from './failure';
export type { Format, HeapInfo } from './heap-info';

/** Position of a node in its snapshot's file, 0-based. */
export type NodeOrdinal = number;
/** Row number of a class inside its table before sorting; stable for the life of the table. */
export type ClassIndex = number;

/**
 * Of which snapshots a result is that an engine keeps: their keys in order, as www/state/pair.ts makes them. Whoever asks
 * for its rows says which one is meant; another one is refused as `stale`.
 */
export type ResultName = string;

export interface Sort {
  readonly column: string;
  readonly ascending: boolean;
}

/** What part of a table is asked for. `filter` is a case-insensitive substring of the class name. */
export interface RowQuery {
  readonly sort: Sort;
  readonly filter?: string;
  /** Summary only: of these objects; of all, if it is not there or empty. */
  readonly objects?: NodeFilter | undefined;
  readonly from: number;
  readonly count: number;
  /** Whether names that are data are replaced, because the rows leave the page. */
  readonly redact?: boolean;
  /** Retainers only: as if no link led to these objects. */
  readonly ignoring?: readonly NodeOrdinal[];
  /** Contents only: by this comparison, which are new; and whether no others are wanted. */
  readonly since?: ResultName;
  readonly onlyNew?: boolean;
}

export interface Page<Row> {
  /** Rows in the whole list (after the filter). */
  readonly total: number;
  /** Position of `rows[0]` in the sorted list. */
  readonly from: number;
  readonly rows: readonly Row[];
}

/** Rows of Summary, and what all rows of the list add up to. */
export interface SummaryPage extends Page<ClassRow> {
  readonly sum: ObjectSum;
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
  /** What is in it, in a few words. */
  readonly preview: string | null;
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
  /** Not in the older snapshot; null if that was not asked for. */
  readonly isNew: boolean | null;
  /** Where the object's function or class stands; null if its file is not known. */
  readonly place: SourcePlace | null;
}

/** What there is to say of one object. */
export interface Details extends ObjectRow {
  /** Where its function or its class stands. */
  readonly place: SourcePlace | null;
  /** Of a string: its text, as far as the file has it. */
  readonly text: string | null;
  /** Length of that text in UTF-16 units. */
  readonly textLength: number | null;
  /** The functions on the stack when it was allocated, the innermost first; empty if that was not recorded. */
  readonly stack: readonly StackFrame[];
}

/**
 * One step of the retaining path, from the object (first) to the root (last). `edgeType` and `edgeName` are of
 * the edge through which the *next* step holds this one; empty strings on the root.
 */
export interface PathStep {
  readonly ordinal: NodeOrdinal;
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly edgeType: string;
  readonly edgeName: string;
  /** Where the node's function or class stands; null if its file is not known. */
  readonly place: SourcePlace | null;
}

/** A smallest set of links whose cut frees an object. */
export interface Cut {
  readonly object: ObjectRow;
  /** Bytes that would be free with it. */
  readonly freedSize: number;
  /** A row of each link's holder; null if there would have to be more than a few. */
  readonly links: readonly EdgeRow[] | null;
}

/** An object of the dominator tree, as it is drawn; the link is the one from its immediate dominator, if there is one. */
export interface DominatorBox extends ObjectRow {
  /** Levels below the first box. */
  readonly level: number;
  /** Position of the immediate dominator's box; its own for the first. */
  readonly above: number;
  readonly edgeType: string;
  readonly edgeName: string;
  /** Whose code it is of: its class's or function's, or else that of what it is a part of. */
  readonly owner: BoxOwner;
}

export type BoxOwner = 'program' | 'package' | 'runtime' | 'engine' | 'unknown';

/** Which objects a list shows: a class of Summary, or one side of a class in Comparison. */
export type InstanceSet =
  | { readonly kind: 'class'; readonly classIndex: ClassIndex; readonly objects?: NodeFilter | undefined }
  /** Asked of the current (newer) snapshot's engine. */
  | { readonly kind: 'new'; readonly classIndex: ClassIndex; readonly of: ResultName }
  /** Asked of the base (older) snapshot's engine. */
  | { readonly kind: 'deleted'; readonly classIndex: ClassIndex; readonly of: ResultName }
  /** What the search of this name has found so far. */
  | { readonly kind: 'found'; readonly of: ResultName }
  /** What an object dominates immediately: what would be free without it. Each row's `childCount` is the length of its own such list. */
  | { readonly kind: 'dominated'; readonly ordinal: NodeOrdinal };

/** The sections of a file and the computations after it, in the order they happen; shown as progress. */
export type Phase =
  | 'header'
  | 'nodes'
  | 'edges'
  | 'trace'
  | 'samples'
  | 'locations'
  | 'scopes'
  | 'scope_context_vars'
  | 'scope_uses'
  | 'strings'
  | 'classes'
  | 'distances'
  | 'retainers'
  | 'dominators'
  | 'retained sizes'
  | 'answers';

/** Columns of one snapshot for another one's engine; they cross between workers by transfer. */
export interface Columns {
  readonly buffers: readonly ArrayBuffer[];
}

export type ExportFormat = 'text' | 'json' | 'csv';

/** How far the reading of a file has come. */
export interface Progress {
  readonly phase: Phase;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly seconds: number;
  /** For how many seconds the browser has given no byte; 0 while bytes come. */
  readonly silence: number;
}

/** What can be taken along of an object. */
export type ObjectExport = 'retainers' | 'chain' | 'cuts';

/** What the page may ask of an open snapshot: each method of the engine's heap, its arguments and its result. */
export interface Calls {
  summary: { args: [RowQuery]; result: SummaryPage };
  /** What the bytes are, in DevTools' kinds and order. */
  statistics: { args: []; result: KindSize[] };
  nativeContexts: { args: []; result: NativeContextSizes };
  /** The functions that allocated something; behind a way from one to its callers, who called the last. */
  allocations: { args: [way: readonly number[], query: RowQuery]; result: Page<AllocationRow> };
  allocationIntervals: { args: []; result: AllocationInterval[] };
  comparison: { args: [of: ResultName, query: RowQuery]; result: Page<DiffRow> };
  instances: { args: [InstanceSet, RowQuery]; result: Page<ObjectRow> };
  /** Where an object stands among them. */
  position: { args: [InstanceSet, RowQuery, NodeOrdinal]; result: number | undefined };
  mergedPaths: { args: [set: InstanceSet, redact: boolean]; result: MergedPaths };
  /** The dominator tree from an object down: so many levels, and what retains at least so many bytes. */
  icicle: { args: [object: NodeOrdinal, levels: number, smallest: number]; result: DominatorBox[] };
  properties: { args: [NodeOrdinal, RowQuery]; result: Page<EdgeRow> };
  /** The same with the program's own links first, and with the entries of Maps and Sets. */
  contents: { args: [NodeOrdinal, RowQuery]; result: Page<EdgeRow> };
  retainers: { args: [NodeOrdinal, RowQuery]; result: Page<EdgeRow> };
  object: { args: [NodeOrdinal]; result: ObjectRow };
  details: { args: [object: NodeOrdinal, redact: boolean]; result: Details };
  path: { args: [object: NodeOrdinal, redact: boolean, ignoring: readonly NodeOrdinal[]]; result: PathStep[] };
  /** The rows of the lists of retainers to open along the retaining path, as many levels as the query asks for rows. */
  pathPositions: { args: [NodeOrdinal, RowQuery]; result: number[] };
  /** The smallest sets whose cut frees an object, the nearest first; none for what no root reaches. */
  cuts: { args: [object: NodeOrdinal, redact: boolean]; result: Cut[] };
  /** What is left to cut beside a link before its target is free. */
  cutWithout: { args: [edgeIndex: number]; result: Cut | null };
  /**
   * Goes on with the search of this name for some milliseconds, or begins it in the place of another one; if it cannot, why.
   * If expressions have to be asked first, it wants to be called again with a byte for each text: 1 if it matches.
   */
  find: {
    args: [of: ResultName, typed: string, matchCase: boolean, answers: Uint8Array];
    result: FindProgress | Asks | string;
  };
  findById: { args: [number]; result: NodeOrdinal | undefined };
  interfaces: { args: []; result: Uint8Array<ArrayBuffer> };
  baseClasses: { args: [Uint8Array<ArrayBuffer>]; result: Columns };
  /** Asked of the newer snapshot while the older one is busy: what it needs no other snapshot for. */
  prepareComparison: { args: []; result: undefined };
  compare: { args: [of: ResultName, base: Columns]; result: Columns };
  setDeleted: { args: [of: ResultName, deleted: Columns]; result: void };
  /** Asked of the latest snapshot of a series while the earlier ones are busy: what it needs no other snapshot for. */
  prepareSuspects: { args: []; result: undefined };
  /** Asked of every earlier snapshot of a series with the sample of the latest; answered when its retained sizes are computed. */
  baseColumns: { args: [latest: Columns]; result: Columns };
  /** Asked of the latest, with the columns of the earlier ones, oldest first. It keeps what it finds. */
  suspects: { args: [of: ResultName, earlier: readonly Columns[]]; result: Findings };
  /** A sample of the ids, by which snapshots of one process are recognised. */
  processSample: { args: []; result: Columns };
  /** The names of this snapshot's code, for a copy of another one without data. */
  ownNames: { args: []; result: Uint8Array };
  /** How the ids of other snapshots agree with those of this one, given their identities. */
  processMatch: { args: [readonly Columns[]]; result: ProcessMatch[] };
  /** Suspects that are kept, as what another process is searched for. */
  expectedSuspects: { args: [of: ResultName]; result: Columns };
  /** Asked of the latest snapshot of another process, with the columns of its earlier ones. It keeps what it finds. */
  verify: {
    args: [of: ResultName, expected: Columns, earlier: readonly Columns[]];
    result: Verification;
  };
  /** Asked of every earlier snapshot, with the interfaces of the latest. */
  classSums: { args: [Uint8Array<ArrayBuffer>]; result: Columns };
  /** Asked of the latest, with the sums of the earlier ones, oldest first. */
  setTimeline: { args: [of: ResultName, earlier: readonly Columns[]]; result: void };
  timeline: { args: [of: ResultName, query: RowQuery]; result: Page<TimelineRow> };
  /** What was named, and what was verified, as it is taken along: if `redact`, without what is not the program's own. */
  findings: { args: [of: ResultName, redact: boolean]; result: Findings };
  verification: { args: [of: ResultName, redact: boolean]; result: Verification };
  /** The same as text, about these files. */
  exportSuspects: {
    args: [of: ResultName, format: ReportFormat, redact: boolean, files: readonly ReportFile[]];
    result: string;
  };
  exportVerification: {
    args: [
      of: ResultName,
      format: ReportFormat,
      redact: boolean,
      files: readonly ReportFile[],
      repaired: readonly ReportFile[],
    ];
    result: string;
  };
  exportTimeline: { args: [of: ResultName, format: ExportFormat, query: RowQuery]; result: string };
  exportAllocations: { args: [ExportFormat, RowQuery]; result: string };
  exportSummary: { args: [ExportFormat, RowQuery]; result: string };
  exportComparison: { args: [of: ResultName, format: ExportFormat, query: RowQuery]; result: string };
  exportObject: {
    args: [of: ObjectExport, object: NodeOrdinal, redact: boolean, ignoring: readonly NodeOrdinal[], format: ExportFormat];
    result: string;
  };
  /** With the older snapshot's bytes by kind, what the difference is. */
  exportStatistics: { args: [older: readonly number[], redact: boolean, format: ExportFormat]; result: string };
  /** Where something of the program stands in the code that ran, to be looked up in source maps. */
  generatedPlaces: { args: []; result: GeneratedPlace[] };
  /** What maps say of some: position, source, line, column, name or 0; texts count from 1. What is kept is forgotten. */
  applySourceMaps: { args: [places: readonly number[], texts: readonly string[]]; result: void };
  /** What stands for the names of rows that leave the page one by one; classes are given by their keys. */
  redactedNames: {
    args: [objects: readonly NodeOrdinal[], edges: readonly number[], classes: readonly string[]];
    result: RedactedNames;
  };
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

export type ToWorker =
  /** First message. The attempt to connect is made to `probeAddress`, if there is one. */
  | { readonly kind: 'start'; readonly module: WebAssembly.Module; readonly probeAddress: string | null }
  /** Second message to a worker that will get no file: have the browser optimise the engine. */
  | { readonly kind: 'warm-up' }
  /** Second message: the one file of this worker; of an archive, the entry of that name. At `pieces` the page reads it. */
  | { readonly kind: 'open'; readonly file: File; readonly entry?: string | undefined; readonly pieces?: MessagePort }
  /** Whether the worker may compute what nobody waits for; at first it may not. */
  | { readonly kind: 'background'; readonly allowed: boolean }
  /** First and only kind of message to a worker that has no engine: hold texts against expressions. */
  | { readonly kind: 'match'; readonly asks: readonly ExpressionTexts[] }
  /** A person waits no longer for what a view has asked. */
  | { readonly kind: 'give-up'; readonly view: string }
  /** Asks for the snapshot without data, packed, as the answer to `id`: a `Blob`. */
  | { readonly kind: 'copy'; readonly id: number; readonly rules: CopyRules }
  | { readonly kind: 'call'; readonly id: number; readonly generation: Generation | null; readonly call: Call };

export type FromWorker =
  | { readonly kind: 'warm' }
  /** A byte for each text, expression by expression. */
  | { readonly kind: 'matched'; readonly answers: Uint8Array }
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
