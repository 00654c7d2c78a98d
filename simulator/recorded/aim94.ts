import { LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import type { Identifier, Reading, ReadingResult } from '../../contract/domain/index.ts';
import { addDays, atLocalTime, instantText, requireZone, type EpochMs } from '../clock.ts';
import { instantOf } from '../instant-of.ts';
import { readAim94Line } from './aim94-line.ts';
import { importProblem, type ImportProblem } from './import-result.ts';
import { wholeWeeksTo, type LocalTime } from './shift.ts';

export interface Aim94Options {
  /** Name of the file: part of every reading's identifier. */
  readonly file: string;
  readonly patient: Identifier;
  readonly device?: Identifier;
  /** The log states wall time only; this says where its clock stood. */
  readonly zone: string;
  /** Moves the whole log by whole weeks so that it begins at or after this instant. */
  readonly shiftToMs?: EpochMs;
}

export interface Aim94Counts {
  /** Lines with anything on them: `glucose + offScale + other + unparsable`. */
  readonly lines: number;
  /** Results with a number. */
  readonly glucose: number;
  readonly offScale: number;
  /** Insulin, meals, exercise, symptoms. */
  readonly other: number;
  readonly unparsable: number;
}

export interface Aim94Import {
  /** In the order of the file: disorder is part of the data. */
  readonly readings: readonly Reading[];
  readonly problems: readonly ImportProblem[];
  readonly counts: Aim94Counts;
}

/** Readings of a recorded log; the value is the file and the line. */
export const AIM94_READINGS_SYSTEM = 'urn:example:recorded:aim94';

/** As an editor puts it before UTF-8, also where that is read as Latin-1. */
const BYTE_ORDER_MARK = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/;

interface Row extends LocalTime {
  readonly line: number;
  readonly result: ReadingResult;
}

/**
 * Imports one AIM-94 log. Every line is a reading, another event, or a problem with its number and
 * reason. Meal codes are left out, because the log's slots are not the meter's own marks. Throws an
 * InputProblem on an unknown zone only.
 */
export function importAim94(text: string, options: Aim94Options): Aim94Import {
  const { file, patient, device, zone, shiftToMs } = options;
  requireZone(zone);
  const rows: Row[] = [];
  const problems: ImportProblem[] = [];
  let lines = 0;
  let other = 0;
  for (const [index, raw] of text.replace(BYTE_ORDER_MARK, '').split('\n').entries()) {
    const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (content.trim() === '') continue;
    lines++;
    const read = readAim94Line(content);
    if (read.kind === 'glucose' && instantOf(instantText(atLocalTime(zone, read.date, read.time), zone)) === undefined)
      problems.push(importProblem(index + 1, content, `"${read.date}" is not of the years 1 to 9999`));
    else if (read.kind === 'glucose') rows.push({ line: index + 1, ...read });
    else if (read.kind === 'other') other++;
    else problems.push(importProblem(index + 1, content, read.why));
  }

  const shiftDays = shiftToMs === undefined ? 0 : wholeWeeksTo(rows, shiftToMs, zone);
  const readings = rows.map(({ line, date, time, result }): Reading => ({
    identifier: { system: AIM94_READINGS_SYSTEM, value: `${file}-${line}` },
    patient,
    measure: 'glucose',
    code: LOINC_FOR_UNIT['mg/dL'],
    status: 'final',
    effective: instantText(atLocalTime(zone, addDays(date, shiftDays), time), zone),
    result,
    ...(device === undefined ? {} : { device }),
  }));
  const offScale = rows.filter((row) => row.result.kind === 'off-scale').length;
  const counts = { lines, glucose: rows.length - offScale, offScale, other, unparsable: problems.length };
  return { readings, problems, counts };
}
