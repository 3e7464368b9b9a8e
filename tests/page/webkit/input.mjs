/** Keys and mouse, in Playwright's words. Each waits until `armed()` before it is pressed. */
import { Button, Key, Origin } from 'selenium-webdriver';

const KEYS = {
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  Tab: Key.TAB,
  Home: Key.HOME,
  End: Key.END,
  PageDown: Key.PAGE_DOWN,
  PageUp: Key.PAGE_UP,
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
  ArrowUp: Key.ARROW_UP,
  ArrowDown: Key.ARROW_DOWN,
  Delete: Key.DELETE,
  Backspace: Key.BACK_SPACE,
  Space: ' ',
  F10: Key.F10,
  Shift: Key.SHIFT,
  Control: Key.CONTROL,
  Alt: Key.ALT,
};
const BUTTONS = { left: Button.LEFT, right: Button.RIGHT };
const keyOf = (name) => KEYS[name] ?? name;

export function keyboardOf(session, armed) {
  return {
    /** “Enter”, “Control+c”, “Shift+F10”. */
    async press(chord) {
      const names = chord.length === 1 ? [chord] : chord.split('+');
      const keys = names.map(keyOf);
      const actions = session.actions({ async: true });
      for (const key of keys) actions.keyDown(key);
      for (const key of keys.toReversed()) actions.keyUp(key);
      await armed();
      await actions.perform();
    },
    async type(text) {
      await armed();
      await session.actions({ async: true }).sendKeys(text).perform();
    },
  };
}

export function mouseOf(session, armed) {
  const actions = () => session.actions({ async: true });
  const to = (x, y) => ({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 0 });
  return {
    move: (x, y) => actions().move(to(x, y)).perform(),
    down: () => actions().press(Button.LEFT).perform(),
    up: () => actions().release(Button.LEFT).perform(),
    async click(x, y, { button = 'left' } = {}) {
      await armed();
      await actions().move(to(x, y)).press(BUTTONS[button]).release(BUTTONS[button]).perform();
    },
  };
}
