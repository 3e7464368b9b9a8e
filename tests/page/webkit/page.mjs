/** A page in WebKit, in Playwright's words. Commands go to the browser one after the other. */
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { until } from '../support/until.mjs';
import { keyboardOf, mouseOf } from './input.mjs';
import { WebKitLocator } from './locator.mjs';

const require = createRequire(import.meta.url);

/** The script that finds elements, as one expression. */
const FINDER = build({
  entryPoints: [require.resolve('./finder.js')],
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2022',
}).then(({ outputFiles }) => outputFiles[0].text);

export class WebKitPage {
  #session;
  #context;
  /** What has to be in the page before the next key or click. */
  #armed = Promise.resolve();

  constructor(session, context) {
    this.#session = session;
    this.#context = context;
    const armed = () => this.#armed;
    this.keyboard = keyboardOf(session, armed);
    this.mouse = mouseOf(session, armed);
  }

  /** WebDriver tells no errors of the page. */
  on() {}

  setDefaultTimeout() {}

  context() {
    return this.#context;
  }

  async setViewportSize({ width, height }) {
    const window = this.#session.manage().window();
    await window.setRect({ x: 0, y: 0, width, height });
    const [innerWidth, innerHeight] = await this.evaluate(() => [globalThis.innerWidth, globalThis.innerHeight]);
    await window.setRect({ x: 0, y: 0, width: 2 * width - innerWidth, height: 2 * height - innerHeight });
  }

  goto(address) {
    return this.#session.get(address);
  }

  async reload() {
    await this.#session.navigate().refresh();
  }

  async goBack() {
    await this.#session.navigate().back();
  }

  async goForward() {
    await this.#session.navigate().forward();
  }

  title() {
    return this.#session.getTitle();
  }

  /** Runs a function in the page, or a script's text. It may give a promise. */
  evaluate(run, argument) {
    return this.#run(typeof run === 'string' ? `${run}\nreturn null` : `return (${run})(argument)`, argument);
  }

  /** A rejected promise does not reach WebDriver everywhere, so the outcome is carried by hand. */
  async #run(body, argument) {
    const script = `
      const [argument, done] = arguments;
      (async () => { ${body} })().then(
        (value) => done({ value: value === undefined ? null : value }),
        (thrown) => done({ thrown: String(thrown && thrown.stack || thrown), message: String(thrown && thrown.message || thrown) }),
      );`;
    const outcome = await this.#session.executeAsyncScript(script, argument === undefined ? null : argument);
    if (outcome.thrown !== undefined) throw new Error(`in the page: ${outcome.message}\n${outcome.thrown}`);
    return outcome.value;
  }

  /** Runs a function on what a locator finds now: on all of it, or on the `first`. */
  async runOnFound(steps, run, argument, first = false) {
    const question = { steps: JSON.stringify(steps), argument: argument === undefined ? null : argument };
    const body = `
      if (globalThis.leakscopeFinder === undefined) return { finder: 'missing' };
      const found = leakscopeFinder.find(JSON.parse(argument.steps));
      ${first ? "if (found.length === 0) throw new Error('it is gone');" : ''}
      return { value: await (${run})(${first ? 'found[0]' : 'found'}, argument.argument) };`;
    const answer = await this.#run(body, question);
    if (answer.finder !== 'missing') return answer.value;
    await this.evaluate(await FINDER);
    return this.runOnFound(steps, run, argument, first);
  }

  /** The element as WebDriver names it. */
  async elementOf(steps) {
    return this.runOnFound(steps, (element) => element, null, true);
  }

  locator(css) {
    return new WebKitLocator(this).locator(css);
  }

  getByRole(role, options) {
    return new WebKitLocator(this).getByRole(role, options);
  }

  getByText(text, options) {
    return new WebKitLocator(this).getByText(text, options);
  }

  /** What the clipboard holds, found out as a person does: a page may not read it without a question. */
  async pasted() {
    await this.evaluate(() => {
      const before = document.activeElement;
      // Beside what has the focus: panels close when it leaves them.
      const box = (before.parentElement ?? document.body).appendChild(document.createElement('textarea'));
      box.focus();
      globalThis.leakscopePasted = () => {
        box.remove();
        before.focus();
        return box.value;
      };
    });
    await this.keyboard.press('Control+v');
    return this.evaluate(() => globalThis.leakscopePasted());
  }

  waitForEvent(name) {
    if (name === 'filechooser') return this.#fileChooser();
    throw new Error(`WebDriver tells nothing of “${name}”`);
  }

  /** Instead of the browser's dialog, which WebDriver does not reach, the input that asks for it is remembered. */
  async #fileChooser() {
    this.#armed = this.evaluate(() => {
      globalThis.leakscopeChooser = null;
      HTMLInputElement.prototype.click = function () {
        globalThis.leakscopeChooser = this;
      };
    });
    await this.#armed;
    await until('a file is asked for', () => this.evaluate(() => globalThis.leakscopeChooser !== null));
    const multiple = await this.evaluate(() => globalThis.leakscopeChooser.multiple);
    const input = await this.evaluate(() => globalThis.leakscopeChooser);
    return { isMultiple: () => multiple, setFiles: (paths) => input.sendKeys([paths].flat().join('\n')) };
  }
}
