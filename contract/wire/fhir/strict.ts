import type { Coding } from '../../domain/measure.ts';
import { readCodings } from './concept.ts';
import { type Cursor, fail } from './cursor.ts';

/** Characters told of a name that somebody else chose. */
const MAX_NAME = 64;

/** What any element may have beside its own members without meaning anything else. */
const FREE: readonly string[] = ['id', 'extension', 'modifierExtension'];

/** Names that may stand in an element, with and without the underscore of what belongs to a primitive. Few lists, each made once. */
const names = new WeakMap<readonly string[], ReadonlySet<string>>();

const namesOf = (known: readonly string[]): ReadonlySet<string> => {
  const made = names.get(known);
  if (made !== undefined) return made;
  const all = new Set([...FREE, ...known, ...known.map((name) => `_${name}`)]);
  names.set(known, all);
  return all;
};

/**
 * Refuses members that are not known here as `field-not-understood`: where one is passed over, a limit could be wider
 * or narrower than it was written. `_name` belongs to a known `name`. `known`: one list that stays, for what may stand is
 * worked out once for each.
 */
export const refuseOthers = (at: Cursor, known: readonly string[]): void => {
  if (!at.present) return;
  const all = namesOf(known);
  const members = at.object();
  for (const name of Object.keys(members))
    if (!all.has(name) && members[name] !== undefined)
      fail('field-not-understood', `${at.path}.${name.slice(0, MAX_NAME)}`);
};

/** The one code of a concept in a system; two different ones contradict each other, and neither can be relied on. */
export const onlyCodeIn = (at: Cursor, system: string): string | undefined => {
  const codes = new Set(readCodings(at).flatMap((coding: Coding) => (coding.system === system ? [coding.code] : [])));
  if (codes.size > 1) fail('field-not-understood', `${at.path}.coding`, `${[...codes].join(' and ')} at once`);
  return [...codes][0];
};
