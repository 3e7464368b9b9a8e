/** Parts of a heap: DevTools' filters by name, what a search finds, and what they add up to. */

/**
 * Which objects a list is about: a `NamedFilter`, or one of those below with what follows it.
 */
export type NodeFilter = string;

/**
 * `ABOVE-UPTO`: ids above one and up to another, which are the objects that were allocated between two moments, because a
 * process hands out ids that only grow.
 */
export const ALLOCATED = 'allocated-';
/** The number of a function: what it has allocated. */
export const ALLOCATED_BY = `${ALLOCATED}by-`;
/** The id of a native context: what belongs to it. */
export const NATIVE_CONTEXT = 'native-context-';

/** The filters that stand for themselves. */
export type NamedFilter =
  | 'duplicated-strings'
  | 'retained-by-detached-dom'
  | 'retained-by-contexts'
  | 'retained-by-unused-variables'
  | 'retained-by-console'
  | 'retained-by-event-handlers'
  | 'unreachable'
  | 'shared-native-context'
  | 'no-native-context';

/** How many objects, and of what shallow size. */
export interface ObjectSum {
  readonly count: number;
  readonly shallowSize: number;
}

/** Bytes of one kind. */
export interface KindSize {
  readonly kind: string;
  readonly size: number;
}

/** What belongs to each native context (a window, a frame, a `vm` context), in file order; sizes in bytes. */
export interface NativeContextSizes {
  readonly contexts: readonly NativeContextSize[];
  /** What several share. */
  readonly shared: number;
  /** What belongs to none. */
  readonly none: number;
}

export interface NativeContextSize {
  readonly id: number;
  /** Its address, as far as V8 names it; may be empty. */
  readonly name: string;
  readonly size: number;
}

/** An expression, and texts to be held against it. */
export interface ExpressionTexts {
  readonly source: string;
  readonly flags: string;
  readonly texts: readonly string[];
}

/** What has to be known before a search goes on. */
export interface Asks {
  readonly asks: readonly ExpressionTexts[];
}

/** How far a search is. */
export interface FindProgress {
  readonly done: boolean;
  /** How much has been looked at, in thousandths. */
  readonly thousandths: number;
  /** What has been found so far. */
  readonly sum: ObjectSum;
}
