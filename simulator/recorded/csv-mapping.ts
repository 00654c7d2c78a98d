import { z } from 'zod';
import { isSystem, MealContext, ReadingStatus, UnitCode } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { readYamlFile } from '../../contract/yaml/document.ts';
import { MRN_SYSTEM } from '../cohort/identity.ts';
import { EUI64_SYSTEM } from '../devices/eui64.ts';
import { METER_READINGS_SYSTEM } from '../simulated-reading.ts';

const column = z.string().min(1).max(200);
const system = z.string().max(255).refine(isSystem, 'a URL or URN');
const AbsentReason = z.enum(['error', 'unknown', 'not-performed']);
const words = z.array(z.string().min(1).max(60)).max(50);

/** What the columns of a CSV file mean. A small YAML or JSON document. */
export const CsvMapping = z
  .strictObject({
    /** Absent: comma. */
    separator: z.enum(['comma', 'semicolon', 'tab']).default('comma'),
    /** Absent: point. */
    decimal: z.enum(['point', 'comma']).default('point'),
    /** Names in the head line. Either `time` alone, or `date` with `time`. */
    columns: z.strictObject({
      time: column,
      date: column.optional(),
      value: column,
      unit: column.optional(),
      /** Says of a row without a number what was to be measured, where it names no unit either. */
      measure: column.optional(),
      identifier: column.optional(),
      patient: column.optional(),
      device: column.optional(),
      context: column.optional(),
      sequence: column.optional(),
      status: column.optional(),
    }),
    /** `iso`, or a pattern of yyyy MM dd d M HH H hh h mm ss a, such as `dd.MM.yyyy HH:mm`. Of `date time` where there are two columns. */
    time: z.string().min(1).max(60).default('iso'),
    /** IANA zone of times that name no offset. */
    zone: z.string().max(64).optional(),
    /** The unit of values whose row names none. */
    unit: UnitCode.optional(),
    /** Words of the unit column beside the UCUM codes. */
    units: z.record(z.string().max(60), UnitCode).default({}),
    /** Words of the value column for a result beyond the meter's scale. */
    high: words.default(['HI']),
    low: words.default(['LO']),
    /** Words of the value column where nothing was measured, and why; `''` is an empty cell. Such a row is none without them. */
    absent: z.record(z.string().max(60), AbsentReason).default({}),
    /** Words of the context and status columns beside the contract's own. */
    contexts: z.record(z.string().max(60), MealContext).default({}),
    statuses: z.record(z.string().max(60), ReadingStatus).default({}),
    identifierSystem: system.default('urn:example:recorded:csv'),
    patientSystem: system.default(MRN_SYSTEM),
    deviceSystem: system.default('urn:example:recorded:csv-device'),
  })
  .refine((m) => m.unit !== undefined || m.columns.unit !== undefined, {
    message: 'a unit, or a column of units',
    path: ['unit'],
  });
export type CsvMapping = z.infer<typeof CsvMapping>;

/** Mappings by name: what the simulator's own CSV is. */
export const CSV_PRESETS: Readonly<Record<string, CsvMapping>> = {
  vitalproof: CsvMapping.parse({
    columns: {
      time: 'effective',
      value: 'value',
      unit: 'unit',
      measure: 'measure',
      identifier: 'reading',
      patient: 'patient',
      device: 'device',
      context: 'context',
      sequence: 'sequence',
      status: 'act',
    },
    statuses: { submit: 'final', correct: 'corrected', retract: 'entered-in-error' },
    absent: { '': 'error', unknown: 'unknown', 'not-performed': 'not-performed' },
    identifierSystem: METER_READINGS_SYSTEM,
    deviceSystem: EUI64_SYSTEM,
  }),
};

/** A preset by its name, else a mapping from a file. Throws an InputProblem with place and expectation. */
export function csvMapping(nameOrFile: string): CsvMapping {
  const preset = Object.hasOwn(CSV_PRESETS, nameOrFile) ? CSV_PRESETS[nameOrFile] : undefined;
  if (preset !== undefined) return preset;
  if (!/[./]/.test(nameOrFile)) {
    const known = Object.keys(CSV_PRESETS).join(', ');
    throw new InputProblem(`there is no mapping "${nameOrFile}"`, { path: 'mapping' }, `${known}, or a file`);
  }
  return readYamlFile(nameOrFile, CsvMapping, 'a mapping of CSV columns, in YAML or JSON');
}
