import { closest } from '../../contract/closest.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { APPLE_EXPORT } from './apple-export.ts';
import { CSV } from './csv.ts';
import { FHIR_BUNDLE } from './fhir-bundle.ts';
import { FHIR } from './fhir.ts';
import type { StreamFormat } from './format.ts';
import { GATT } from './gatt.ts';
import { HEALTH_CONNECT, HEALTHKIT } from './health-store.ts';
import { HL7V2, PCD01 } from './hl7v2.ts';
import { NDJSON } from './ndjson.ts';

/** Every text form, by its name. */
export const STREAM_FORMATS: Readonly<Record<string, StreamFormat>> = {
  ndjson: NDJSON,
  csv: CSV,
  fhir: FHIR,
  'fhir-bundle': FHIR_BUNDLE,
  hl7v2: HL7V2,
  pcd01: PCD01,
  gatt: GATT,
  healthkit: HEALTHKIT,
  'health-connect': HEALTH_CONNECT,
  'apple-export': APPLE_EXPORT,
};

/** Throws an InputProblem that lists the known ones. */
export function formatNamed(name: string): StreamFormat {
  const format = Object.hasOwn(STREAM_FORMATS, name) ? STREAM_FORMATS[name] : undefined;
  if (format !== undefined) return format;
  const known = Object.keys(STREAM_FORMATS);
  const near = closest(name, known);
  throw new InputProblem(
    `there is no format "${name}"`,
    { path: 'format' },
    `one of ${known.join(', ')}`,
    near === undefined ? {} : { advice: `did you mean ${near}?` },
  );
}
