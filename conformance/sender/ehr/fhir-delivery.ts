import type { Identifier, Reading } from '../../../contract/domain/index.ts';
import { type Outcome, refuse } from '../../../contract/refusal.ts';
import { decodeReading } from '../../../contract/wire/fhir/observation.ts';
import { isObject, type Json, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Delivered, Mailbox } from './mailbox.ts';

/** How one Observation is written. `id`: of the one that is updated. */
export interface Write {
  readonly way: Delivered['way'];
  readonly conditional?: boolean;
  readonly id?: string;
}

const HTEST = 'HTEST';

/** The literal reference of the one patient who is known at an address. */
export const patientReference = ({ value }: Identifier): string =>
  `Patient/${value.replaceAll(/[^A-Za-z0-9.-]/g, '-').slice(0, 64)}`;

const isMarked = (resource: JsonObject | undefined): boolean => {
  const meta: Json | undefined = resource?.['meta'];
  const security: Json | undefined = isObject(meta) ? meta['security'] : undefined;
  return (
    Array.isArray(security) && (security as readonly Json[]).some((label) => isObject(label) && label['code'] === HTEST)
  );
};

const read = (mailbox: Mailbox, resource: JsonObject | undefined): Outcome<Reading> => {
  if (resource === undefined) return refuse('malformed', undefined, 'not a JSON object');
  const reference = patientReference(mailbox.patient);
  return decodeReading(resource, (literal) => (literal.endsWith(reference) ? mailbox.patient : undefined));
};

/** An Observation as it came, read by the binding. */
export const delivered = (
  mailbox: Mailbox,
  resource: JsonObject | undefined,
  { way, conditional }: Write,
): Delivered => ({
  via: 'fhir',
  ...mailbox.now(),
  way,
  reading: read(mailbox, resource),
  marked: isMarked(resource),
  ...(way === 'create' ? { conditional: conditional === true } : {}),
});
