// The shapes that the types of www/engine promise, read from their syntax trees, so that what the engine hands out, and
// what it reads of what it is handed, can be held against them. A type of a kind that is not known here is an error.

import fs from 'node:fs';
import {parseSync} from 'vite';

const FOLDER = new URL('../../www/engine/', import.meta.url);

/** Every interface and type that the page's engine room declares, by name. */
const declared = new Map(
  fs.readdirSync(FOLDER).filter(name => name.endsWith('.ts')).flatMap(name => {
    const {program, errors} = parseSync(name, fs.readFileSync(new URL(name, FOLDER), 'utf8'));
    if (errors.length) throw new Error(`www/engine/${name}: ${errors[0].message}`);
    const declarations = program.body.map(statement => statement.declaration ?? statement);
    return declarations.filter(({type}) => /^TS(Interface|TypeAlias)Declaration$/.test(type)).map(of => [of.id.name, of]);
  }),
);

function declaration(name) {
  const found = declared.get(name);
  if (!found) throw new Error(`www/engine declares no ${name}`);
  return found;
}

/** A type with what its parameters stand for, as far as it is known. */
const bound = (node, names) => ({node, names});

/** Takes parentheses, `readonly` and names of other types off, until what is left says what it is. */
function meaning({node, names}) {
  switch (node.type) {
    case 'TSParenthesizedType': return meaning(bound(node.typeAnnotation, names));
    case 'TSNamedTupleMember': return meaning(bound(node.elementType, names));
    case 'TSTypeOperator': return meaning(bound(node.typeAnnotation, names));
    case 'TSTypeReference': {
      const {name} = node.typeName;
      if (names.has(name)) return meaning(names.get(name));
      const known = declared.get(name);
      if (!known) return bound(node, names);
      const inner = argumentsFor(known, node.typeArguments, names);
      return known.type === 'TSInterfaceDeclaration' ? bound(known, inner) : meaning(bound(known.typeAnnotation, inner));
    }
    default: return bound(node, names);
  }
}

function argumentsFor({typeParameters}, given, names) {
  const parameters = typeParameters?.params ?? [];
  return new Map(parameters.map(({name}, at) => [name.name, bound(given.params[at], names)]));
}

/** The fields of an interface, with those of the interfaces that it extends, or of an object type. */
function members({node, names}) {
  const parents = (node.extends ?? []).map(({expression, typeArguments}) => {
    const parent = declaration(expression.name);
    return members(bound(parent, argumentsFor(parent, typeArguments, names)));
  });
  const own = (node.members ?? node.body.body).map(({key, optional, typeAnnotation}) =>
    [key.name, {optional, type: bound(typeAnnotation.typeAnnotation, names)}]);
  return new Map([...parents.flatMap(fields => [...fields]), ...own]);
}

const isObject = ({node}) => ['TSInterfaceDeclaration', 'TSTypeLiteral'].includes(node.type);

/** The type of a name, as it may be written: `Page<ClassRow>`. */
function typeOf(text) {
  const {program} = parseSync('type.ts', `type T = ${text};`);
  return bound(program.body[0].typeAnnotation, new Map());
}

/** The options of a union; of another type, itself. */
function options(type) {
  const known = meaning(type);
  return known.node.type === 'TSUnionType'
    ? known.node.types.flatMap(option => options(bound(option, known.names))) : [known];
}

/** The words of a union of literals. */
export function wordsOf(name) {
  return options(typeOf(name)).map(({node}) => node.literal.value);
}

/** What is wrong with a value that should have the shape of a type; nothing if it has. */
export function misfits(name, value) {
  return wrong(typeOf(name), value, name);
}

function wrong(type, value, where) {
  const all = options(type).map(option => wrongFor(option, value, where));
  if (all.some(found => found.length === 0)) return [];
  // Of several options what is wrong with the nearest one says most.
  return all.toSorted((a, b) => a.length - b.length)[0];
}

function wrongFor(type, value, where) {
  const {node, names} = type;
  if (isObject(type)) return wrongFields(type, value, where);
  if (node.type === 'TSArrayType') {
    if (!Array.isArray(value)) return [`${where} is no array`];
    return value.flatMap((item, at) => wrong(bound(node.elementType, names), item, `${where}[${at}]`));
  }
  return isSimple(node, value) ? [] : [`${where} is ${JSON.stringify(value)}`];
}

function wrongFields(type, value, where) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${where} is no object`];
  const fields = members(type);
  const surplus = Object.keys(value).filter(field => !fields.has(field)).map(field => `${where}.${field} is not promised`);
  const bad = [...fields].filter(([field, {optional}]) => !(optional && value[field] === undefined))
    .flatMap(([field, {type: of}]) => wrong(of, value[field], `${where}.${field}`));
  return [...surplus, ...bad];
}

function isSimple(node, value) {
  switch (node.type) {
    case 'TSNullKeyword': return value === null;
    case 'TSUndefinedKeyword': case 'TSVoidKeyword': return value === undefined;
    case 'TSNumberKeyword': return typeof value === 'number' && !Number.isNaN(value);
    case 'TSStringKeyword': return typeof value === 'string';
    case 'TSBooleanKeyword': return typeof value === 'boolean';
    case 'TSLiteralType': return value === node.literal.value;
    case 'TSTypeReference': return value instanceof globalThis[node.typeName.name];
    default: throw new Error(`shapes.mjs does not know ${node.type}`);
  }
}

/** The methods that the page may call, each with the types of its arguments. */
export function methods() {
  return [...members(bound(declaration('Calls'), new Map()))].map(([method, {type}]) => {
    const {type: args} = members(meaning(type)).get('args');
    const {node, names} = meaning(args);
    return {method, args: node.elementTypes.map(element => bound(element, names))};
  });
}

/**
 * Examples of a type, one for each of its options, every optional field given. `values` has those of fields that not any
 * value will do for, by `Interface.field` or by the name of a type.
 */
export function examples(type, values) {
  const name = meaning(type).node.id?.name ?? type.node.typeName?.name;
  if (name in values) return [values[name]];
  const real = options(type).filter(({node}) => !['TSUndefinedKeyword', 'TSNullKeyword'].includes(node.type));
  return real.map(option => {
    if (!isObject(option)) return simpleExample(option.node);
    const fields = [...members(option)].map(([field, {type: of}]) =>
      [field, values[`${name}.${field}`] ?? examples(of, values)[0]]);
    return Object.fromEntries(fields);
  });
}

function simpleExample(node) {
  switch (node.type) {
    case 'TSNumberKeyword': return 0;
    case 'TSStringKeyword': return '';
    case 'TSBooleanKeyword': return true;
    case 'TSLiteralType': return node.literal.value;
    default: return undefined;
  }
}

/** Whether a type is an object that the page writes and the engine reads field by field. */
export const isReadByField = type => options(type).some(isObject);
