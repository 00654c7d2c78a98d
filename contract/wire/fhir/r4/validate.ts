import { isObject, type Json, JsonNumber, type JsonObject } from '../../json/lossless.ts';
import { isPrimitive, primitiveFlaw } from './primitives.ts';
import { type Element, r4, type Structure } from './structures.ts';

/** Something that is not R4. */
export interface Flaw {
  /** From the resource on: `Observation.component[1].code`. */
  readonly path: string;
  /** What should be there, for people. */
  readonly expected: string;
  /** What is there, cut short. */
  readonly found: string;
}

/** More say nothing new. */
const MOST_FLAWS = 20;
const MOST_LETTERS = 80;

const shown = (value: Json | undefined): string => {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return Object.keys(value).length === 0 ? 'an empty object' : 'an object';
  const text = value instanceof JsonNumber ? value.text : JSON.stringify(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
};

/** `_status` is what else there is to say of `status`. */
const bareOf = (name: string): string => (name.startsWith('_') ? name.slice(1) : name);

class Validation {
  readonly flaws: Flaw[] = [];

  flaw(path: string, expected: string, value: Json | undefined): void {
    if (this.flaws.length < MOST_FLAWS) this.flaws.push({ path, expected, found: shown(value) });
  }

  /** A resource; gives whether its type is known. */
  resource(value: Json, path: string): void {
    if (!isObject(value)) return this.flaw(path, 'a resource', value);
    const type = value['resourceType'];
    if (typeof type !== 'string' || !r4().resources.has(type))
      return this.flaw(`${path}.resourceType`, 'a type of resource that R4 has', type);
    const { resourceType: _type, ...rest } = value;
    // Of two types of R4 nothing is known but that they are there.
    if (r4().structureOf(type) !== undefined) this.members(rest, type, path);
  }

  members(value: JsonObject, type: string, path: string): void {
    const structure = r4().structureOf(type);
    if (structure === undefined) return this.flaw(path, `a type that R4 has, not ${type}`, value);
    const names = Object.keys(value).filter((name) => value[name] !== undefined);
    if (names.length === 0) return this.flaw(path, 'at least one member: nothing in R4 is empty', value);
    for (const name of names) this.member(structure, name, value, path);
    for (const { name, anyOf } of structure.required)
      if (!anyOf.some((form) => value[form] !== undefined || value[`_${form}`] !== undefined))
        this.flaw(`${path}.${name}`, 'required', undefined);
    this.choices(structure, names, value, path);
  }

  /** Of `value[x]` one form at most. */
  choices({ elements }: Structure, names: readonly string[], value: JsonObject, path: string): void {
    let taken: Map<string, string> | undefined;
    for (const name of names) {
      const form = bareOf(name);
      const choice = elements.get(form)?.choice;
      if (choice === undefined) continue;
      taken ??= new Map();
      const before = taken.get(choice);
      if (before !== undefined && before !== form)
        this.flaw(`${path}.${name}`, `no other form beside ${before}`, value[name]);
      taken.set(choice, before ?? form);
    }
  }

  member({ elements }: Structure, name: string, parent: JsonObject, path: string): void {
    const value = parent[name] as Json;
    const at = `${path}.${name}`;
    const bare = bareOf(name);
    const element = elements.get(bare);
    const isBeside = bare !== name;
    if (element === undefined || (isBeside && !isPrimitive(element.type)))
      return this.flaw(at, 'no member of this name', value);
    if (element.most === 1) {
      if (Array.isArray(value)) return this.flaw(at, 'one value, not a list', value);
      return this.one(element, value, at, isBeside, false);
    }
    if (!Array.isArray(value)) return this.flaw(at, 'a list', value);
    if (value.length === 0) return this.flaw(at, 'a list that is not empty', value);
    if (element.most > 0 && value.length > element.most) this.flaw(at, `at most ${element.most}`, value);
    for (const [i, entry] of (value as readonly Json[]).entries())
      this.one(element, entry, `${at}[${i}]`, isBeside, parent[isBeside ? bare : `_${bare}`] !== undefined);
  }

  /** One value. `mayBeNull`: in a list of primitives null keeps the place of one that is told of in the other list. */
  one(element: Element, value: Json, path: string, isBeside: boolean, mayBeNull: boolean): void {
    const { type } = element;
    if (value === null) {
      if (!mayBeNull || !isPrimitive(type)) this.flaw(path, 'something, not null', value);
      return;
    }
    if (isBeside) {
      if (isObject(value)) this.members(value, 'Element', path);
      else this.flaw(path, 'an object with id or extension', value);
      return;
    }
    if (isPrimitive(type)) return this.primitive(element, value, path);
    if (type === 'Resource' || r4().resources.has(type)) return this.resource(value, path);
    if (isObject(value)) this.members(value, type, path);
    else this.flaw(path, `a ${type}`, value);
  }

  primitive({ type, codes, list }: Element, value: Json, path: string): void {
    const expected = primitiveFlaw(value, type);
    if (expected !== undefined) this.flaw(path, expected, value);
    else if (codes !== undefined && !codes.has(value as string)) this.flaw(path, `a code of ${list ?? ''}`, value);
  }
}

/**
 * What in a resource is not structure of FHIR R4 4.0.1: names, how many there are of them, types, forms of primitive values,
 * codes of required lists; contained resources and those of a bundle too. Invariants, profiles, and bindings to lists of other
 * standards are not asked for, so that whatever it finds is wrong by R4 itself. At most 20; none: nothing was found.
 */
export const r4Flaws = (resource: Json): readonly Flaw[] => {
  const validation = new Validation();
  const type = isObject(resource) ? resource['resourceType'] : undefined;
  validation.resource(resource, typeof type === 'string' ? type : 'resource');
  return validation.flaws;
};
