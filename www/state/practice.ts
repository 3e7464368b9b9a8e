/** The exercise that is under way: which one, how far, and the archive with its snapshots. */
import { signal } from '@preact/signals';

export const EXERCISES = ['prices', 'sessions'] as const;
export type ExerciseName = (typeof EXERCISES)[number];

/** Its steps, in order. */
export const STEPS = ['read', 'look', 'where', 'fix', 'prove'] as const;
export type Step = (typeof STEPS)[number];

export interface Practice {
  readonly exercise: ExerciseName;
  readonly archive: File;
  readonly step: Step;
}

/** Why the exercise that was asked for is not there; null if it is, or if none was. */
export const exerciseFailure = signal<string | null>(null);

/** Null if nobody practises. */
export const practice = signal<Practice | null>(null);
