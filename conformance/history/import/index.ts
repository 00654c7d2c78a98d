import type { Place } from '../../../contract/input-problem.ts';
import { HISTORY_FORMAT } from '../lines.ts';
import { from1 } from './from-1.ts';

type Raw = Readonly<Record<string, unknown>>;

/** A line of one format as the next has it. Throws InputProblem where its format did not allow it. */
export type Importer = (line: Raw, place: Place) => Raw;

/** By the format that they read; each gives the next one. */
const IMPORTERS: Readonly<Record<number, Importer>> = { 1: from1 };

/** Formats that can be read, oldest first, the present one last. */
export const READABLE: readonly number[] = [...Object.keys(IMPORTERS).map(Number), HISTORY_FORMAT];

/** Brings lines of an older format to the present one, step by step. Undefined for a format that cannot be read. */
export const importerOf = (format: unknown): Importer | undefined => {
  if (typeof format !== 'number' || !READABLE.includes(format)) return undefined;
  return (line, place) => {
    let brought = line;
    for (let step = format; step < HISTORY_FORMAT; step++) brought = IMPORTERS[step]?.(brought, place) ?? brought;
    return brought;
  };
};
