/** What the start screen and Suspects do without: one script of its own, which `later-views.ts` fetches. */
export { originalsOf } from '../../source-maps/originals';
export { VerifyView } from '../leaks/verify';
export { ContainmentView } from '../retainers/containment';
export { DominatorsView } from '../retainers/dominators';
export { MergedPaths } from '../retainers/merged-paths';
export { ObjectPane } from '../retainers/object-pane';
export { AllocationView } from '../tables/allocation';
export { ComparisonView } from '../tables/comparison';
export { ObjectsChoice } from './objects-choice';
export { FindResults } from '../tables/find-results';
export { StatisticsView } from '../tables/statistics';
export { SummaryView } from '../tables/summary';
export { TimelineView } from '../tables/timeline';
