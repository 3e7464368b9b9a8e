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

/** Whether an exercise was asked for that could not be fetched. */
export const isExerciseMissing = signal(false);

/** Null if nobody practises. */
export const practice = signal<Practice | null>(null);
