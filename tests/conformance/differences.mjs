// Collects what was compared and what differed: counts of everything, and the first differences of each kind with
// both values, enough to find the cause without flooding the terminal.

const SHOWN = 5;

const shown = value => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
};

export class Differences {
  /** kind → {compared, different, first: string[]} */
  #kinds = new Map();

  #kind(kind) {
    let found = this.#kinds.get(kind);
    if (!found) this.#kinds.set(kind, (found = {compared: 0, different: 0, first: []}));
    return found;
  }

  /** Counts one thing as compared, and as different with both values if `expected` and `actual` are not the same. */
  value(kind, where, expected, actual) {
    const record = this.#kind(kind);
    record.compared++;
    if (!Object.is(expected, actual))
      this.#add(record, `${where}: DevTools ${shown(expected)}, leakscope ${shown(actual)}`);
  }

  /** Counts one thing as checked, and as different if there is a `problem` with it. */
  check(kind, where, problem) {
    const record = this.#kind(kind);
    record.compared++;
    if (problem !== undefined) this.#add(record, `${where} ${problem}`);
  }

  /** Compares two records field by field (the fields of `expected`); counts them as one thing. */
  record(kind, where, expected, actual) {
    const record = this.#kind(kind);
    record.compared++;
    if (expected === undefined || actual === undefined) {
      if (expected !== actual) this.#add(record, `${where}: DevTools ${shown(expected)}, leakscope ${shown(actual)}`);
      return;
    }
    const fields = Object.keys(expected).filter(field => !Object.is(expected[field], actual[field]));
    if (fields.length === 0) return;
    const parts = fields.map(
      field => `${field}: DevTools ${shown(expected[field])}, leakscope ${shown(actual[field])}`,
    );
    this.#add(record, `${where} · ${parts.join(' · ')}`);
  }

  #add(record, text) {
    record.different++;
    if (record.first.length < SHOWN) record.first.push(text);
  }

  get total() {
    let total = 0;
    for (const {different} of this.#kinds.values()) total += different;
    return total;
  }

  /** One line of counts, then the first differences of each kind. */
  toString() {
    const counts = [];
    const details = [];
    for (const [kind, {compared, different, first}] of this.#kinds) {
      counts.push(`${compared.toLocaleString('en')} ${kind}`);
      if (different === 0) continue;
      details.push(`  ${different.toLocaleString('en')} of ${compared.toLocaleString('en')} ${kind} differ:`);
      details.push(...first.map(text => `    ${text}`));
      if (different > first.length) details.push(`    and ${(different - first.length).toLocaleString('en')} more`);
    }
    return [counts.join(', '), ...details].join('\n');
  }
}
