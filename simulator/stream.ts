import { InputProblem } from '../contract/input-problem.ts';
import { requireZone, type EpochMs } from './clock.ts';
import { archetypeNamed } from './cohort/archetypes.ts';
import { MAX_PATIENTS } from './cohort/identity.ts';
import {
  defaultStart,
  DEFAULT_ZONE,
  requireDays,
  requireSeed,
  requireStart,
  requireUnit,
  requireWhole,
} from './options.ts';
import { CSV_HEADER, csvLine } from './formats/csv.ts';
import { fhirLine } from './formats/fhir.ts';
import { hl7v2Message } from './formats/hl7v2.ts';
import { ndjsonLine } from './formats/ndjson.ts';
import { simulatePatient, type SimulatePatientOptions } from './simulate.ts';
import type { SimulatedReading } from './simulated-reading.ts';

/** A text form of simulated readings: what comes first, and each reading's own text with its line ends. */
export interface StreamFormat {
  readonly header: string;
  readonly write: (simulated: SimulatedReading) => string;
}

export const STREAM_FORMATS: Readonly<Record<string, StreamFormat>> = {
  ndjson: { header: '', write: ndjsonLine },
  csv: { header: CSV_HEADER, write: csvLine },
  fhir: { header: '', write: fhirLine },
  hl7v2: { header: '', write: hl7v2Message },
};

export interface SimulateStreamOptions extends Pick<SimulatePatientOptions, 'archetype' | 'seed' | 'days' | 'unit'> {
  readonly patients: number;
  readonly format: string;
  /** Absent: local midnight of Monday 2026-03-02. */
  readonly start?: EpochMs;
  /** Absent: America/New_York. */
  readonly zone?: string;
}

/**
 * A cohort's readings as text, patient after patient, in constant memory. The same options give the
 * same bytes. Bad options throw an InputProblem at once, before the first chunk is asked for.
 */
export function simulateStream(options: SimulateStreamOptions): Generator<string> {
  const format = Object.hasOwn(STREAM_FORMATS, options.format) ? STREAM_FORMATS[options.format] : undefined;
  if (format === undefined) {
    const known = Object.keys(STREAM_FORMATS).join(', ');
    throw new InputProblem(`there is no format "${options.format}"`, { path: 'format' }, `one of ${known}`);
  }
  requireUnit(archetypeNamed(options.archetype), options.unit);
  requireWhole('patients', options.patients, 1, MAX_PATIENTS);
  requireSeed(options.seed);
  requireDays(options.days);
  const zone = options.zone ?? DEFAULT_ZONE;
  requireZone(zone);
  const start = options.start ?? defaultStart(zone);
  requireStart(start);
  return chunks(options, format, start, zone);
}

function* chunks(
  { archetype, seed, days, unit, patients }: SimulateStreamOptions,
  format: StreamFormat,
  start: EpochMs,
  zone: string,
): Generator<string> {
  if (format.header !== '') yield format.header;
  for (let index = 0; index < patients; index++) {
    const which = { archetype, seed, index };
    const one: SimulatePatientOptions = { ...which, zone, start, days, ...(unit === undefined ? {} : { unit }) };
    for (const simulated of simulatePatient(one)) yield format.write(simulated);
  }
}
