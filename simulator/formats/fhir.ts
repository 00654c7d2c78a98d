import { encodeReading } from '../../contract/wire/fhir/observation.ts';
import type { ReferenceTo } from '../../contract/wire/fhir/references.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';
import type { SimulatedReading } from '../simulated-reading.ts';

/** No server gave out ids yet, so a reference is made of the business key: `Patient/MRN…`. */
const byBusinessKey: ReferenceTo = (type, identifier) =>
  `${type === 'Recipient' ? 'PractitionerRole' : type}/${identifier.value.replace(/[^A-Za-z0-9.-]/g, '-')}`;

/** One reading as an R4 Observation on a line of its own (`application/fhir+ndjson`). */
export const fhirLine = ({ reading }: SimulatedReading): string =>
  `${writeLossless(encodeReading(reading, byBusinessKey))}\n`;
