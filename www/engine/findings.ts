/**
 * The shapes in which the engine tells of leaks: suspects, and what became of them. As in protocol.ts, the engine's side
 * of them is in `src`, and a test compares the two.
 */

/** A place in generated code, counted from 1; `name` if what stands there is called something else. */
export interface Generated {
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  readonly name?: string;
}

/** A part of a sentence: how it is written, and what it is if it is no words of ours. */
export interface Part {
  readonly text: string;
  /** Whether it is a name of the heap; absent if not. */
  readonly name?: boolean;
  /** The number, if it is a size or a count. */
  readonly bytes?: number;
  readonly count?: number;
}

/** A sentence in parts. */
export interface Said {
  readonly parts: readonly Part[];
}

/** A file that a report is about. */
export interface ReportFile {
  readonly name: string;
  readonly size: number | null;
}

/** What is said of a series of snapshots: who holds what grew. `docs/json.md` explains every field. */
export interface Findings {
  /** Of leakscope. */
  readonly version: string;
  /** The files, if the report is about files; the page's own answers name none. */
  readonly files: readonly ReportFile[];
  /** Whether all snapshots are of one process; if not, ids mean nothing and there are no suspects. */
  readonly sameProcess: boolean;
  readonly sameProcessWhy: string;
  /** Snapshots of another process than the latest one's, which say nothing here; by position, the oldest being 1. */
  readonly leftOut: readonly number[];
  readonly snapshots: number;
  readonly outcome: 'differentProcesses' | 'suspects' | 'onlySetAside' | 'nothingRepeats' | 'nothing' | 'oneSnapshot';
  /** A few sentences on the whole. */
  readonly verdict: string;
  readonly verdictParts: readonly Part[];
  /** The most likely first. */
  readonly suspects: readonly Suspect[];
  /** What grew and is no suspect. */
  readonly setAside: readonly SetAside[];
  /** Whose growth it all is. */
  readonly balance: Balance;
  /** What there is to say where there is one snapshot only; else null. */
  readonly oneSnapshot: OneSnapshot | null;
}

/** What is held, and what of it need not be. */
export interface OneSnapshot {
  /** Bytes of the heap, memory outside of it included. */
  readonly heapSize: number;
  /** What keeps much, the program's own first, then by retained size. */
  readonly holders: readonly LargeHolder[];
  /** What the runtime has for itself, of holders of as much; no sentence if there are none. */
  readonly ofRuntime: { readonly sentence: string | null; readonly holders: number; readonly retainedSize: number };
  readonly duplicatedStrings: {
    readonly sentence: string;
    readonly texts: number;
    readonly strings: number;
    readonly couldBeSaved: number;
  };
  /** Elements that are in no page; no sentence if there are none. */
  readonly detached: { readonly sentence: string | null; readonly count: number; readonly retainedSize: number };
}

/** A holder of at least a hundredth of the heap. */
export interface LargeHolder {
  readonly rank: number;
  readonly sentence: string;
  readonly parts: readonly Part[];
  readonly content: 'entries' | 'links' | 'shared' | 'rooted' | 'data' | 'unseen' | 'console';
  readonly holder: Holder;
  readonly retainedSize: number;
  readonly entries: number;
  /** The class that makes up most of it, with all that nothing else keeps; null of data. */
  readonly most: Grown | null;
  /** Of what the runtime keeps, the program's own that is kept with it. */
  readonly with: Grown | null;
  readonly looksUnbounded: boolean;
  readonly chain: readonly ChainLink[];
  readonly holderStep: number;
}

/** A holder that grew. */
export interface Suspect {
  /** 1 is the most likely. */
  readonly rank: number;
  readonly sentence: string;
  readonly parts: readonly Part[];
  readonly kind: HolderKind;
  readonly confidence: Confidence;
  readonly holder: Holder;
  readonly newEntries: number;
  readonly goneEntries: number;
  readonly entries: number;
  readonly retainedGrowth: number;
  /** First the class of what was put in, then those with most bytes. */
  readonly grows: readonly Grown[];
  /** Number of all classes, of which `grows` lists some. */
  readonly classCount: number;
  /** By how much the holder and its own parts became larger; 0 if that is little. */
  readonly ownGrowth: number;
  /** What the entries consist of that nothing but the holder keeps; null if there are no entries. */
  readonly perEntry: PerEntry | null;
  /** Why entries are kept, where that would surprise, as text and in parts. */
  readonly whyKept: string | null;
  readonly whyKeptParts: readonly Part[];
  /** How such leaks are usually cured. */
  readonly cure: string | null;
  /** From a root over the holder to an example. */
  readonly chain: readonly ChainLink[];
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
  | 'tree'
  | 'closure scope'
  | 'timer list'
  | 'promise chain'
  | 'detached DOM'
  | 'growing string'
  | 'growing data'
  | 'many alike'
  | 'open handles'
  | 'console'
  | 'object';

export interface Confidence {
  readonly level: 'low' | 'medium' | 'high';
  readonly certainty: 'doubtful' | 'possible' | 'likely' | 'certain';
  readonly why: string;
  /** What would make it surer, as a word and in words. */
  readonly next: 'anotherSnapshot' | 'sameProcess' | 'verify' | 'withoutConsole';
  readonly nextStep: string;
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
  /** The file's path or address; null if nothing in the snapshot leads to it. */
  readonly file: string | null;
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
  readonly of: string;
  readonly generated?: Generated;
}

/** New objects of one class; `bytes` are their own. */
export interface Grown {
  readonly class: string;
  readonly count: number;
  readonly bytes: number;
}

/** Sums over all entries: `ownBytes`, those of the parts and `otherBytes` add up to `bytes`. */
export interface PerEntry {
  readonly count: number;
  readonly bytes: number;
  /** Of the entries themselves, with tables that V8 has for them. */
  readonly ownBytes: number;
  /** The largest first; not all are listed. */
  readonly parts: readonly EntryPart[];
  readonly otherBytes: number;
  /** What came with the entries and no entry keeps alone. */
  readonly sharedBytes: number;
}

/** What hangs at entries by one field and is of one class; `field` is empty of elements. */
export interface EntryPart {
  readonly field: string;
  readonly class: string;
  readonly count: number;
  readonly bytes: number;
}

/** The edge leads from the step before; both its fields are empty at the root. */
export interface ChainLink {
  readonly edgeType: string;
  readonly edgeName: string;
  readonly id: number;
  readonly name: string;
  /** How many steps like the ones before were left out before this one; absent if none. */
  readonly leftOut?: number;
  /** Where the function, or the class of the instance, stands; absent if no file is known. */
  readonly place?: Place;
}

/** The holder in one snapshot; null where it was not there. */
export interface TimelinePoint {
  readonly entries: number | null;
  readonly retainedSize: number | null;
}

export interface SetAside {
  readonly name: string;
  readonly why: string;
  readonly reason: 'stopped' | 'emptied' | 'appeared' | 'loading' | 'performanceEntries' | 'ofBrowser' | 'bounded' | 'moved';
}

/** The parts add up to the growth of the heap, net of what is gone. */
export interface Balance {
  /** Bytes by which the heap grew, memory outside of it included. */
  readonly growth: number;
  /** Growth of fewer bytes is noise. */
  readonly noise: number;
  readonly parts: readonly BalancePart[];
  /** What is large among the rest and does not repeat. */
  readonly singles: readonly Single[];
}

export interface BalancePart {
  readonly kind: 'suspects' | 'setAside' | 'code' | 'runtime' | 'outsideHeap' | 'small' | 'rest';
  readonly what: string;
  readonly bytes: number;
  /** What most of it is: the names of small suspects, and classes of the rest. */
  readonly names: readonly string[];
}

export interface Single {
  readonly name: string;
  readonly class: string;
  readonly id: number;
  readonly bytes: number;
}

/** What became of the suspects of one process in another. `docs/json.md` explains every field. */
export interface Verification {
  readonly version: string;
  readonly files: readonly ReportFile[];
  readonly repairedFiles: readonly ReportFile[];
  /** The worst of the suspects' outcomes. */
  readonly verdict: Outcome;
  /** One sentence on the whole. */
  readonly summary: string;
  readonly suspects: readonly Verified[];
  /** Sentences about suspects that only the second pair has. */
  readonly newSuspects: readonly string[];
  /** The same in parts. */
  readonly newSentences: readonly Said[];
}

export type Outcome = 'no suspects' | 'gone' | 'not found' | 'smaller' | 'still there';

export interface Verified {
  /** Its rank among the suspects of the first pair. */
  readonly rank: number;
  readonly sentence: string;
  readonly parts: readonly Part[];
  readonly verdict: Outcome;
  readonly why: string;
  readonly whyParts: readonly Part[];
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

/** Names without data, in the order in which they were asked for. */
export interface RedactedNames {
  readonly objects: readonly string[];
  readonly edges: readonly string[];
  readonly classes: readonly string[];
}

/** By what texts are told from names and replaced: copies with equal rules fit together. */
export interface CopyRules {
  readonly key: Uint8Array;
  /** The names of other snapshots' code, as `ownNames` gives them. */
  readonly names: Uint8Array;
}

/** Whether ids mean the same objects in two snapshots, and how that was decided. */
export interface ProcessMatch {
  readonly sameProcess: boolean;
  readonly why: string;
}
