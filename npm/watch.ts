/** Watches a running program: a snapshot now and then, and who holds what grew since. */

import type { Findings } from '../www/engine/findings.js';
import { describeFindings } from './message.js';
import { Recorder } from './recorder.js';

export interface WatchOptions {
  /** Take a snapshot every so many milliseconds. The program stands still meanwhile: see docs/npm.md. */
  readonly everyMs?: number;
  /** Take a snapshot whenever the process gets this signal, such as SIGUSR2. */
  readonly onSignal?: NodeJS.Signals;
  /** How many snapshots are kept and compared, the latest; 3 if not given, 2 at least. */
  readonly keep?: number;
  /** Leave out of the reports what is not the program's own: texts, keys, and names that its code does not name. */
  readonly redact?: boolean;
  /** Gets every report; if not given, its text goes to the standard error when something is suspected. */
  readonly onReport?: (report: Report) => void;
  /** Gets what went wrong while a snapshot that nobody waits for was taken; if not given, it is printed. */
  readonly onError?: (error: unknown) => void;
}

/** Who holds what grew, from the oldest snapshot that is kept to the latest. */
export interface Report {
  /** As `leakscope suspects --format json` prints them: see docs/json.md. */
  readonly findings: Findings;
  /** The same for a log: a sentence, the place and the chain of each suspect. */
  readonly text: string;
}

export interface Watch {
  /** Takes a snapshot now; gives the report, or null for the first one. */
  capture(): Promise<Report | null>;
  /** Ends the watch and gives its memory back. */
  stop(): Promise<void>;
}

/** Starts to watch this process. It does not keep the process alive. */
export function watch(options: WatchOptions = {}): Watch {
  return new Watcher(options);
}

const DEFAULT_KEEP = 3;

class Watcher implements Watch {
  readonly #options: WatchOptions;
  readonly #recorder: Recorder;
  readonly #timer: NodeJS.Timeout | null;
  #taken = 0;
  /** The captures that are under way, one after the other. */
  #latest: Promise<unknown> = Promise.resolve();
  #isBusy = false;

  constructor(options: WatchOptions) {
    const { everyMs, onSignal, keep = DEFAULT_KEEP } = options;
    if (!Number.isInteger(keep) || keep < 2) throw new RangeError('watch: keep must be a whole number of 2 or more');
    this.#options = options;
    this.#recorder = new Recorder(keep);
    this.#timer = everyMs === undefined ? null : setInterval(this.#unasked, everyMs).unref();
    if (onSignal !== undefined) process.on(onSignal, this.#unasked);
  }

  capture(): Promise<Report | null> {
    const report = this.#latest.then(() => this.#take());
    this.#latest = report.catch(() => {});
    return report;
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    if (this.#options.onSignal !== undefined) process.off(this.#options.onSignal, this.#unasked);
    await this.#latest;
    await this.#recorder.stop();
  }

  /** A snapshot by timer or signal; there is none while another is being taken. */
  readonly #unasked = (): void => {
    if (this.#isBusy) return;
    this.capture().catch(this.#options.onError ?? ((error: unknown) => console.error(error)));
  };

  async #take(): Promise<Report | null> {
    this.#isBusy = true;
    try {
      await this.#recorder.capture();
      this.#taken += 1;
      if (this.#taken < 2) return null;
      const findings = await this.#recorder.suspects(this.#options.redact ?? false);
      const report = { findings, text: describeFindings(findings) };
      (this.#options.onReport ?? print)(report);
      return report;
    } finally {
      this.#isBusy = false;
    }
  }
}

function print({ findings, text }: Report): void {
  if (findings.suspects.length > 0) console.error(text);
}
