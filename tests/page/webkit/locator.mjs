/**
 * A way to find elements, looked up anew for every use. Actions wait until there is one element that can be acted upon, as
 * Playwright's do.
 */
import { Key } from 'selenium-webdriver';
import { until } from '../support/until.mjs';

const wanted = (text, exact = false) =>
  text instanceof RegExp ? { pattern: text.source, flags: text.flags } : { text, exact };

export class WebKitLocator {
  #page;
  #steps;

  constructor(page, steps = []) {
    this.#page = page;
    this.#steps = steps;
  }

  get steps() {
    return this.#steps;
  }

  #then(step) {
    return new WebKitLocator(this.#page, [...this.#steps, step]);
  }

  locator(css) {
    return this.#then({ by: 'css', css });
  }

  getByRole(role, { name, exact, checked } = {}) {
    return this.#then({ by: 'role', role, checked, name: name === undefined ? undefined : wanted(name, exact) });
  }

  getByText(text, { exact } = {}) {
    return this.#then({ by: 'text', text: wanted(text, exact) });
  }

  filter({ hasText, has }) {
    return this.#then({ by: 'filter', hasText: hasText === undefined ? undefined : wanted(hasText), has: has?.steps });
  }

  first() {
    return this.nth(0);
  }

  last() {
    return this.nth(-1);
  }

  nth(index) {
    return this.#then({ by: 'nth', index });
  }

  /** One for each of the elements as they are now. */
  async all() {
    return Array.from({ length: await this.count() }, (_, at) => this.nth(at));
  }

  toString() {
    return JSON.stringify(this.#steps);
  }

  /** Runs a function in the page on all elements as they are now. */
  evaluateAll(run, argument) {
    return this.#page.runOnFound(this.#steps, run, argument);
  }

  /** The only element, as soon as there is one; fails if there are several. */
  async #only() {
    await until(`there is ${this}`, async () => (await this.count()) > 0);
    const count = await this.count();
    if (count > 1) throw new Error(`${count} elements are ${this}`);
  }

  async evaluate(run, argument) {
    await this.#only();
    return this.#page.runOnFound([...this.#steps, { by: 'nth', index: 0 }], run, argument, true);
  }

  count() {
    return this.evaluateAll((found) => found.length);
  }

  async waitFor({ state = 'visible' } = {}) {
    const look = (found, state) => {
      const { isVisible } = globalThis.leakscopeFinder;
      return state === 'detached' ? found.length === 0 : state === 'hidden' ? !found.some(isVisible) : found.some(isVisible);
    };
    await until(`${this} is ${state}`, () => this.evaluateAll(look, state));
  }

  innerText() {
    return this.evaluate((element) => element.innerText);
  }

  textContent() {
    return this.evaluate((element) => element.textContent);
  }

  inputValue() {
    return this.evaluate((element) => element.value);
  }

  isChecked() {
    return this.evaluate((element) => element.checked ?? element.getAttribute('aria-checked') === 'true');
  }

  getAttribute(name) {
    return this.evaluate((element, attribute) => element.getAttribute(attribute), name);
  }

  allInnerTexts() {
    return this.evaluateAll((found) => found.map((element) => element.innerText));
  }

  allTextContents() {
    return this.evaluateAll((found) => found.map((element) => element.textContent));
  }

  boundingBox() {
    return this.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
  }

  focus() {
    return this.evaluate((element) => element.focus());
  }

  /** Where to click: the middle of what is seen of it, once it stands still and nothing lies above. */
  async #pointOf() {
    await this.waitFor();
    let before = null;
    return until(`${this} can be clicked`, async () => {
      const point = await this.evaluate((element) => {
        element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const x = Math.round((Math.max(0, left) + Math.min(innerWidth, right)) / 2);
        const y = Math.round((Math.max(0, top) + Math.min(innerHeight, bottom)) / 2);
        const hit = document.elementFromPoint(x, y);
        const free = hit !== null && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.control === element);
        return free && !element.disabled ? { x, y } : null;
      });
      const isStill = point !== null && before?.x === point.x && before.y === point.y;
      before = point;
      return isStill && point;
    });
  }

  async click({ button = 'left' } = {}) {
    const { x, y } = await this.#pointOf();
    await this.#page.mouse.click(x, y, { button });
  }

  async #set(checked) {
    if ((await this.isChecked()) !== checked) await this.click();
    await until(`${this} is ${checked ? '' : 'not '}checked`, async () => (await this.isChecked()) === checked);
  }

  setChecked(checked) {
    return this.#set(checked);
  }

  check() {
    return this.#set(true);
  }

  uncheck() {
    return this.#set(false);
  }

  async fill(text) {
    await this.focus();
    await this.evaluate((element) => element.select());
    await this.#page.keyboard.type(text === '' ? Key.BACK_SPACE : text);
  }

  async press(key) {
    await this.focus();
    await this.#page.keyboard.press(key);
  }

  /** Chooses files as a person does in the dialog. */
  async setInputFiles(paths) {
    const element = await this.#page.elementOf(this.#steps);
    await element.sendKeys([paths].flat().join('\n'));
  }
}
