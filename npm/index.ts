/** What the package `leakscope` gives to programs and tests. */

export { expectNoLeak, type ExpectNoLeakOptions, type LeakError } from './expect-no-leak.js';
export { watch, type Report, type Watch, type WatchOptions } from './watch.js';
export type * from '../www/engine/findings.js';
