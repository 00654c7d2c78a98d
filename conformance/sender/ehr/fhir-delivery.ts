import { type Identifier, keyOf, type Reading } from '../../../contract/domain/index.ts';
import { type Outcome, refuse, type Refusal } from '../../../contract/refusal.ts';
import { decodeReading } from '../../../contract/wire/fhir/observation.ts';
import { UNRESOLVED } from '../../../contract/wire/fhir/reference.ts';
import { isObject, type Json, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Delivered, Mailbox } from './mailbox.ts';

/** How one Observation is written, as its request says. */
export type Write = {
  /** Wrong with the request itself, whatever it carries. */
  readonly refusal?: Refusal;
} & (
  | {
      readonly way: 'create';
      /** Identifiers that If-None-Exist names; undefined: it is not there. */
      readonly ifNoneExist?: readonly Identifier[];
    }
  | {
      readonly way: 'update';
      /** Logical id that is updated. */
      readonly id?: string;
      /** Identifier by which it is updated. */
      readonly identifier?: Identifier;
    }
);

const HTEST = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' };

/** The literal reference of the one patient who is known at an address. */
export const patientReference = ({ value }: Identifier): string =>
  `Patient/${value.replaceAll(/[^A-Za-z0-9.-]/g, '-').slice(0, 64)}`;

const isMarked = (resource: JsonObject | undefined): boolean => {
  const meta: Json | undefined = resource?.['meta'];
  const security: Json | undefined = isObject(meta) ? meta['security'] : undefined;
  return (
    Array.isArray(security) &&
    (security as readonly Json[]).some(
      (label) => isObject(label) && label['system'] === HTEST.system && label['code'] === HTEST.code,
    )
  );
};

/** Whoever an unknown reference means, it is not the patient of this address. */
const read = (mailbox: Mailbox, resource: Outcome<JsonObject>): Outcome<Reading> => {
  if (!resource.ok) return resource;
  const reference = patientReference(mailbox.patient);
  return decodeReading(resource.value, (literal) => {
    if (literal === reference || literal.endsWith(`/${reference}`)) return mailbox.patient;
    const device = /(?:^|\/)Device\/([^/]+)$/.exec(literal)?.[1];
    if (device !== undefined) return mailbox.deviceBy(device);
    const isPatient = /(?:^|\/)Patient\/[^/]+$/.test(literal);
    return isPatient ? { system: UNRESOLVED, value: literal.slice(0, 255) } : undefined;
  });
};

const named = (key: Identifier, { identifier }: Reading): boolean => keyOf(key) === keyOf(identifier);

/**
 * Why a reading cannot be written where its request says. A condition, a query and a path name the very reading that they
 * come with: another one would be answered for it, or overwritten by it. Source: docs/bindings/fhir.md, 1 and 5.4.
 */
const misdirection = (mailbox: Mailbox, reading: Reading, body: JsonObject, write: Write): Refusal | undefined => {
  if (write.refusal !== undefined) return write.refusal;
  if (reading.patient.system === UNRESOLVED) return refuse('patient-not-authorised', 'Observation.subject').refusal;
  const other = (why: string): Refusal => refuse('bad-value', 'Observation.identifier', why).refusal;
  if (write.way === 'create') {
    const [only, ...more] = write.ifNoneExist ?? [];
    const isOther = only !== undefined && more.length === 0 && !named(only, reading);
    return isOther ? other('If-None-Exist names another identifier') : undefined;
  }
  if (write.identifier !== undefined && !named(write.identifier, reading))
    return other('the condition names another identifier');
  if (write.id === undefined) return undefined;
  const own = body['id'];
  if (own !== undefined && own !== write.id)
    return refuse('bad-value', 'Observation.id', 'not the id of the path').refusal;
  const kept = mailbox.byId(write.id);
  if (kept === undefined) return refuse('unknown-reading', 'Observation.id', write.id.slice(0, 64)).refusal;
  return named(kept.reading.identifier, reading) ? undefined : refuse('immutable', 'Observation.identifier').refusal;
};

/** An Observation as it came, read by the binding. `came`: when its request had come whole. */
export const delivered = (
  mailbox: Mailbox,
  resource: Outcome<JsonObject>,
  write: Write,
  came = mailbox.now(),
): Delivered => {
  const reading = read(mailbox, resource);
  const body = resource.ok ? resource.value : {};
  const misdirected = reading.ok ? misdirection(mailbox, reading.value, body, write) : undefined;
  return {
    via: 'fhir',
    ...came,
    way: write.way,
    reading,
    marked: isMarked(resource.ok ? resource.value : undefined),
    ...(misdirected === undefined ? {} : { misdirected }),
    ...(write.way === 'create'
      ? { conditional: reading.ok && write.ifNoneExist?.some((key) => named(key, reading.value)) === true }
      : {}),
  };
};
