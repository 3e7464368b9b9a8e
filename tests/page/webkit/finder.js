/**
 * Runs in the page: finds elements by the steps of a locator, each step among what the step before has found. Roles and
 * names are those that assistive technology is told.
 */
import { computeAccessibleName, getRole } from 'dom-accessibility-api';

const collapsed = (text) => text.replace(/[\s\u200b]+/g, ' ').trim();

/** `wanted` is `{ text, exact }` or `{ pattern, flags }`. */
function matches(text, { text: wanted, exact, pattern, flags }) {
  if (pattern !== undefined) return new RegExp(pattern, flags).test(text);
  const [seen, sought] = [collapsed(text), collapsed(wanted)];
  return exact ? seen === sought : seen.toLowerCase().includes(sought.toLowerCase());
}

function isVisible(element) {
  if (!element.isConnected || getComputedStyle(element).visibility !== 'visible') return false;
  if (getComputedStyle(element).display === 'contents') return [...element.children].some(isVisible);
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
}

/** Left out of the tree of assistive technology. */
const isHidden = (element) =>
  element.closest('[aria-hidden="true"]') !== null ||
  getComputedStyle(element).visibility !== 'visible' ||
  (element.getClientRects().length === 0 && getComputedStyle(element).display !== 'contents');

const STEPS = {
  css: (root, { css }) => [...root.querySelectorAll(css)],
  role: (root, { role, name, checked }) =>
    [...root.querySelectorAll('*')].filter(
      (element) =>
        getRole(element) === role &&
        !isHidden(element) &&
        (checked === undefined || element.checked === checked) &&
        (name === undefined || matches(computeAccessibleName(element), name)),
    ),
  /** The innermost elements that say it. */
  text: (root, { text }) =>
    [...root.querySelectorAll('*')].filter(
      (element) =>
        !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName) &&
        matches(element.textContent, text) &&
        ![...element.children].some((child) => matches(child.textContent, text)),
    ),
};

function inner(element, step) {
  return STEPS[step.by](element, step);
}

function narrowed(found, step) {
  switch (step.by) {
    case 'filter':
      return found.filter(
        (element) =>
          (step.hasText === undefined || matches(element.textContent, step.hasText)) &&
          (step.has === undefined || find(step.has, element).length > 0),
      );
    case 'nth':
      return found.slice(step.index, step.index === -1 ? undefined : step.index + 1);
    default: {
      const all = new Set(found.flatMap((element) => inner(element, step)));
      return [...all];
    }
  }
}

function find(steps, root = document) {
  return steps.reduce(narrowed, [root]);
}

globalThis.leakscopeFinder = { find, isVisible };
