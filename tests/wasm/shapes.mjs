// The shapes that www/engine/protocol.ts and findings.ts promise, read from their text, so that what the engine hands out can be held
// against them.

import fs from 'node:fs';

const text = ['protocol', 'findings']
  .map(name => fs.readFileSync(new URL(`../../www/engine/${name}.ts`, import.meta.url), 'utf8')).join('\n');

/** Field names and types of an interface, with those of the interface that it extends. */
export function fieldsOf(name) {
  const found = new RegExp(`export interface ${name}(?:<\\w+>)?(?: extends (\\w+))? \\{\\n([^]*?)\\n\\}`).exec(text);
  if (!found) throw new Error(`the protocol has no interface ${name}`);
  const [, parent, body] = found;
  const own = [...body.matchAll(/readonly (\w+)(\??):\s([^;]+);/g)]
    .map(([, field, optional, type]) => [field, optional ? `${type} | undefined` : type]);
  return {...(parent && fieldsOf(parent)), ...Object.fromEntries(own)};
}

/** The words of a union of literals. */
export function wordsOf(name) {
  const found = new RegExp(`export type ${name} =([^;]+);`).exec(text);
  if (!found) throw new Error(`the protocol has no type ${name}`);
  return quotedWords(found[1]);
}

/** What is wrong with a value that should have the shape of an interface; nothing if it has. */
export function misfits(name, value) {
  const fields = fieldsOf(name);
  const surplus = Object.keys(value).filter(field => !(field in fields)).map(field => `${name}.${field} is not promised`);
  const wrong = Object.entries(fields).filter(([field, type]) => !fits(type, value[field]))
    .map(([field, type]) => `${name}.${field} is ${JSON.stringify(value[field])}, not ${type}`);
  return [...surplus, ...wrong];
}

function fits(type, value) {
  const list = /^readonly (\w+)\[\]$/.exec(type);
  if (list) return Array.isArray(value) && value.every(item => fits(list[1], item));
  return type.split('|').map(option => option.trim()).some(option => {
    switch (option) {
      case 'null': return value === null;
      case 'undefined': return value === undefined;
      case 'number': case 'NodeOrdinal': case 'ClassIndex': return typeof value === 'number' && !Number.isNaN(value);
      case 'string': return typeof value === 'string';
      case 'boolean': return typeof value === 'boolean';
      default: return isNamed('type', option) ? wordsOf(option).includes(value)
        : isNamed('interface', option) ? typeof value === 'object' && value !== null && misfits(option, value).length === 0
        : quotedWords(option).includes(value);
    }
  });
}

function isNamed(what, name) {
  return /^\w+$/.test(name) && new RegExp(`export ${what} ${name}\\b`).test(text);
}

function quotedWords(type) {
  return [...type.matchAll(/'([^']*)'/g)].map(([, word]) => word);
}
