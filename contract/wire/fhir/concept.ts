import type { Coding } from '../../domain/measure.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import type { Cursor } from './cursor.ts';

export const coding = (system: string, code: string, display?: string): JsonObject =>
  compact({ system, code, display });

/** A CodeableConcept of one coding. */
export const concept = (system: string, code: string, display?: string): JsonObject => ({
  coding: [coding(system, code, display)],
});

/** Codings that have both a system and a code; others name nothing and are passed over. */
export const readCodings = (at: Cursor): readonly Coding[] => {
  const codings: Coding[] = [];
  for (const c of at.get('coding').list()) {
    const system = c.get('system').optionalText();
    const code = c.get('code').optionalText();
    if (system !== undefined && code !== undefined) codings.push({ system, code });
  }
  return codings;
};

/** The code of a concept in one code system, or undefined. */
export const codeIn = (at: Cursor, system: string): string | undefined =>
  readCodings(at).find((c) => c.system === system)?.code;
