import { LOINC_FOR_UNIT, MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import {
  isDecimalText,
  MealContext,
  Measure,
  ReadingStatus,
  UnitCode,
  type Identifier,
  type Reading,
  type ReadingResult,
} from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import type { CsvMapping } from './csv-mapping.ts';
import { csvRows } from './csv-rows.ts';
import { timeReader, type ReadTime } from './csv-time.ts';
import {
  importProblem,
  keep,
  MAX_READINGS,
  type ImportProblem,
  type Recorded,
  type TextChunks,
} from './import-result.ts';

export interface CsvOptions {
  /** Name of the file, for messages and for identifiers of rows that have none. */
  readonly file: string;
  /** Whose readings they are, where no column says it. */
  readonly patient: Identifier;
  readonly mapping: CsvMapping;
}

export interface CsvImport {
  /** In the order of the file. A reading that is corrected or taken back comes as often as the file tells it. */
  readonly readings: readonly Reading[];
  readonly problems: readonly ImportProblem[];
  /** Rows behind the head: `readings + damaged`. */
  readonly counts: { readonly rows: number; readonly readings: number; readonly damaged: number };
}

const SEPARATOR: Readonly<Record<CsvMapping['separator'], string>> = { comma: ',', semicolon: ';', tab: '\t' };
const MAX_IDENTIFIER = 255;
const MAX_SHOWN = 60;
const NO_UNIT = 'there is no unit';
const SEQUENCE = /^\d{1,5}$/;
const MAX_SEQUENCE = 65_535;

type ColumnName = keyof CsvMapping['columns'];
/** A cell by what its column means; empty where the mapping names no such column. */
type CellOf = (name: ColumnName) => string;

/** A row that cannot be used, caught where the row was begun. */
class Unusable extends Error {}
const unusable = (why: string): never => {
  throw new Unusable(why);
};
const shown = (text: string): string => `"${text.slice(0, MAX_SHOWN)}"`;

/** A word of the mapping's own, else of the contract's. */
function wordOf<T>(text: string, own: Readonly<Record<string, T>>, known: readonly T[], what: string): T {
  const found = Object.hasOwn(own, text) ? own[text] : known.find((word) => word === text);
  return found ?? unusable(`the ${what} ${shown(text)} is not known`);
}

/** What stands for bytes that are no UTF-8: of two texts that differ in them alone nobody could tell one from the other. */
const NOT_UTF8 = '\uFFFD';

function identifierOf(system: string, value: string): Identifier {
  if (value.includes(NOT_UTF8)) unusable(`${shown(value)} is not UTF-8`);
  if (value.length > MAX_IDENTIFIER) unusable(`${shown(value)} is longer than ${MAX_IDENTIFIER} characters`);
  return { system, value };
}

function resultOf(text: string, unit: UnitCode | undefined, mapping: CsvMapping): ReadingResult {
  if (mapping.high.includes(text)) return { kind: 'off-scale', direction: 'high' };
  if (mapping.low.includes(text)) return { kind: 'off-scale', direction: 'low' };
  const reason = Object.hasOwn(mapping.absent, text) ? mapping.absent[text] : undefined;
  if (reason !== undefined) return { kind: 'absent', reason };
  const isComma = mapping.decimal === 'comma';
  const value = isComma ? text.replace(',', '.') : text;
  // Where commas are before decimals, a point may be between thousands: 82.400 g are not 82.4.
  if (!isDecimalText(value) || (isComma && text.includes('.')))
    return unusable(`the value ${shown(text)} is not a decimal number`);
  if (value.startsWith('-')) return unusable(`the value ${shown(text)} is negative`);
  return unit === undefined ? unusable(NO_UNIT) : { kind: 'value', quantity: { value, unit } };
}

/** What a row without a number is of, where it names no unit. */
const UNIT_OF_MEASURE: Readonly<Record<Measure, UnitCode>> = { glucose: 'mg/dL', weight: 'kg' };
const measuredIn = (measure: string): UnitCode =>
  measure === '' ? unusable(NO_UNIT) : UNIT_OF_MEASURE[wordOf(measure, {}, Measure.options, 'measure')];

function readingOf(cell: CellOf, line: number, readTime: ReadTime, { file, patient, mapping }: CsvOptions): Reading {
  const { columns, unit: fixed } = mapping;
  const unitText = cell('unit');
  const unit = unitText === '' ? fixed : wordOf(unitText, mapping.units, UnitCode.options, 'unit');
  const result = resultOf(cell('value'), unit, mapping);
  const of = unit ?? measuredIn(cell('measure'));
  const stated = cell('measure');
  if (stated !== '' && wordOf(stated, {}, Measure.options, 'measure') !== MEASURE_OF_UNIT[of])
    return unusable(`the measure ${shown(stated)} does not go with ${of}`);
  const timeText = columns.date === undefined ? cell('time') : `${cell('date')} ${cell('time')}`;
  const effective = readTime(timeText) ?? unusable(`${shown(timeText)} is not a time that exists, as ${mapping.time}`);
  const [id, who, device, context, sequence, status] = (
    ['identifier', 'patient', 'device', 'context', 'sequence', 'status'] as const
  ).map(cell);
  if (sequence && !(SEQUENCE.test(sequence) && Number(sequence) <= MAX_SEQUENCE)) {
    return unusable(`the sequence ${shown(sequence)} is not a whole number from 0 to ${MAX_SEQUENCE}`);
  }
  return {
    identifier: identifierOf(mapping.identifierSystem, id || `${file}-${line}`),
    patient: who ? identifierOf(mapping.patientSystem, who) : patient,
    measure: MEASURE_OF_UNIT[of],
    code: LOINC_FOR_UNIT[of],
    status: status ? wordOf(status, mapping.statuses, ReadingStatus.options, 'status') : 'final',
    effective,
    result,
    ...(device ? { device: identifierOf(mapping.deviceSystem, device) } : {}),
    ...(context ? { mealContext: wordOf(context, mapping.contexts, MealContext.options, 'context') } : {}),
    ...(sequence ? { sequenceNumber: Number(sequence) } : {}),
  };
}

/** What only rows without a number need, and older tables lack. */
const MAY_LACK: readonly ColumnName[] = ['measure'];

/** Where each column that the mapping names stands in the head. */
function placesIn(head: readonly string[], { columns }: CsvMapping, place: { file: string; line: number }) {
  const names = head.map((name) => name.trim());
  const places = new Map<ColumnName, number>();
  for (const [meaning, name] of Object.entries(columns) as [ColumnName, string][]) {
    const at = names.indexOf(name);
    if (at === -1 && MAY_LACK.includes(meaning)) continue;
    if (at === -1 || names.includes(name, at + 1)) {
      const found = names.map((n) => n.slice(0, MAX_SHOWN)).slice(0, 30);
      throw new InputProblem(
        `the column "${name}" (${meaning}) is ${at === -1 ? 'not in the head' : 'twice in the head'}`,
        place,
        `a head line with each column of the mapping once; it has ${found.join(', ')}`,
        {
          advice: names.join().includes(NOT_UTF8)
            ? 'save the file as UTF-8'
            : 'look at separator and columns of the mapping',
        },
      );
    }
    places.set(meaning, at);
  }
  return places;
}

/**
 * Reads a CSV file by a mapping: a reading or a problem for each row behind the head. Holds some lines at most. Throws an
 * InputProblem on a mapping that cannot be, and with the line on a file without a head, without a column that the mapping names, or of more
 * than `most` readings.
 */
export async function* readCsv(chunks: TextChunks, options: CsvOptions, most = MAX_READINGS): AsyncGenerator<Recorded> {
  const { file, mapping } = options;
  const readTime = timeReader(mapping.time, mapping.zone);
  let readings = 0;
  let head: { readonly length: number; readonly places: ReadonlyMap<ColumnName, number> } | undefined;
  for await (const row of csvRows(chunks, SEPARATOR[mapping.separator])) {
    const { line, text } = row;
    if (head === undefined) {
      if (row.kind === 'damaged') throw new InputProblem(row.why, { file, line }, 'a head line that names the columns');
      head = { length: row.cells.length, places: placesIn(row.cells, mapping, { file, line }) };
      continue;
    }
    const { length, places } = head;
    const damaged = (why: string): Recorded => ({ kind: 'problem', problem: importProblem(line, text, why) });
    if (row.kind === 'damaged') {
      yield damaged(row.why);
      continue;
    }
    const { cells } = row;
    if (cells.length !== length) {
      yield damaged(`${cells.length} cells, and the head has ${length}`);
      continue;
    }
    const cell: CellOf = (name) => cells[places.get(name) ?? -1]?.trim() ?? '';
    try {
      const reading = readingOf(cell, line, readTime, options);
      if (++readings > most) throw new InputProblem('too many readings', { file, line }, `at most ${most}`);
      yield { kind: 'reading', line, reading };
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      yield damaged(error.message);
    }
  }
  if (head === undefined)
    throw new InputProblem('the file is empty', { file, line: 1 }, 'a head line that names the columns');
}

/** Imports a whole file. Throws as `readCsv` does, and then imports nothing. */
export async function importCsv(chunks: TextChunks, options: CsvOptions): Promise<CsvImport> {
  const readings: Reading[] = [];
  const problems: ImportProblem[] = [];
  let damaged = 0;
  for await (const item of readCsv(chunks, options)) {
    if (item.kind === 'reading') readings.push(item.reading);
    else {
      damaged++;
      keep(problems, item.problem);
    }
  }
  const counts = { rows: readings.length + damaged, readings: readings.length, damaged };
  return { readings, problems, counts };
}
