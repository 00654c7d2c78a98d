import type { Coding } from '../../domain/measure.ts';
import { readCodings } from './concept.ts';
import { type Cursor, fail } from './cursor.ts';

/** Characters told of a name that somebody else chose. */
const MAX_NAME = 64;

/** What any element may have beside its own members without meaning anything else. */
const FREE: readonly string[] = ['id', 'extension', 'modifierExtension'];

/**
 * Refuses members that are not known here as `field-not-understood`: where one is passed over, a limit could be wider
 * or narrower than it was written. `_name` belongs to a known `name`.
 */
export const refuseOthers = (at: Cursor, known: readonly string[]): void => {
  if (!at.present) return;
  const strange = Object.entries(at.object()).find(
    ([name, value]) => value !== undefined && !FREE.includes(name) && !known.includes(name.replace(/^_/, '')),
  );
  if (strange !== undefined) fail('field-not-understood', `${at.path}.${strange[0].slice(0, MAX_NAME)}`);
};

/** The one code of a concept in a system; two different ones contradict each other, and neither can be relied on. */
export const onlyCodeIn = (at: Cursor, system: string): string | undefined => {
  const codes = new Set(readCodings(at).flatMap((coding: Coding) => (coding.system === system ? [coding.code] : [])));
  if (codes.size > 1) fail('field-not-understood', `${at.path}.coding`, `${[...codes].join(' and ')} at once`);
  return [...codes][0];
};
