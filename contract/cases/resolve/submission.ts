import { keyOf, type Reading } from '../../domain/index.ts';
import type { CaseBundle, CaseDeed, CaseDefect } from '../deed.ts';
import { sourceKey } from '../keys.ts';
import type { EntryTerm } from '../schema/act.ts';
import type { ReadingTerm } from '../schema/reading.ts';
import { type Names, type Path, patientNamed, readingNamed, wrong } from './names.ts';
import { correctionOf, erasureOf, readingOf } from './reading.ts';

export type Submission = Extract<CaseDeed, { readonly op: 'reading.submit' }>;

/** What an act or an entry of a bundle says of one reading. */
type Term = Pick<EntryTerm, 'reading' | 'again' | 'correct' | 'erase'>;
type Way = Pick<ReadingTerm, 'fault' | 'sentBy' | 'source'>;

const defectOf = (names: Names, way: Way, path: Path): CaseDefect | undefined => {
  if (way.sentBy !== undefined)
    return { kind: 'sender-of', patient: patientNamed(names, way.sentBy, [...path, 'sentBy']).key };
  switch (way.fault) {
    case 'no-offset':
      return { kind: 'time-without-offset' };
    case 'bad-number':
      return { kind: 'bad-number', text: '2l2' };
    case 'unknown-unit':
      return { kind: 'unknown-unit', unit: 'mg/dl' };
    case undefined:
      return undefined;
  }
};

const contentOf = (names: Names, term: Term, at: string, path: Path): { reading: Reading; way: Way; word: string } => {
  const { reading, again, correct, erase } = term;
  if (reading !== undefined)
    return {
      reading: readingOf(names, reading, at, [...path, 'reading']),
      way: reading,
      word: `reading ${reading.name}`,
    };
  if (again !== undefined)
    return { reading: readingNamed(names, again, [...path, 'again']), way: {}, word: `again ${again}` };
  if (correct !== undefined)
    return {
      reading: correctionOf(names, correct, at, [...path, 'correct']),
      way: correct,
      word: `correct ${correct.of ?? correct.name ?? ''}`,
    };
  if (erase === undefined) return wrong(names, path, 'nothing to send', 'a reading');
  const unknown = typeof erase !== 'string';
  return {
    reading: erasureOf(names, erase, at, [...path, 'erase']),
    way: unknown ? erase : {},
    word: `erase ${unknown ? erase.name : erase}`,
  };
};

/** One reading, correction or erasure as it is sent at `at`, and how people call it. */
export const submissionOf = (
  names: Names,
  term: Term,
  at: string,
  path: Path,
  bundle?: CaseBundle,
): { readonly deed: Submission; readonly said: string } => {
  const { reading, way, word } = contentOf(names, term, at, path);
  const defect = defectOf(names, way, path);
  const deed: Submission = {
    op: 'reading.submit',
    patient: reading.patient,
    reading,
    ...(defect === undefined ? {} : { defect }),
    ...(bundle === undefined ? {} : { bundle }),
    ...(way.source === undefined ? {} : { source: sourceKey(names.number, way.source) }),
  };
  return { deed, said: word };
};

/** Remembers what was accepted, so that a later correction or erasure starts from it. */
export const fileIn = (names: Names, { reading }: Submission): void => {
  names.filed.set(keyOf(reading.identifier), reading);
};
