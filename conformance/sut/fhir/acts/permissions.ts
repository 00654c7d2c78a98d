import { encodePermission } from '../../../../contract/wire/fhir/consent.ts';
import { decodeShownConsent, shownStatus } from '../../../../contract/wire/fhir/shown-permission.ts';
import type { FiledReading } from '../../../../contract/domain/index.ts';
import { findReference, ifNoneExist, learnFrom } from '../context.ts';
import { readAll } from '../read-all.ts';
import { query } from '../session.ts';
import type { FhirAct } from './fhir-act.ts';
import { readReadings } from './readings.ts';

/** The first grant creates the Consent; every later change puts it, on the version that was last seen. */
export const setPermission: FhirAct<'permission.set'> = async (context, { permission }, actor) => {
  const { book, session } = context;
  await findReference(context, 'Patient', permission.patient);
  const body = encodePermission(permission, book.referenceTo);
  const reference = book.find('Consent', permission.identifier);
  const etag = reference === undefined ? undefined : book.etag(reference);
  const answer =
    reference === undefined
      ? await session.call({
          method: 'POST',
          path: 'Consent',
          actor,
          body,
          headers: ifNoneExist(permission.identifier),
        })
      : await session.call({
          method: 'PUT',
          path: reference,
          actor,
          body: { ...body, id: reference.split('/')[1] },
          ...(etag === undefined ? {} : { headers: { 'If-Match': etag } }),
        });
  learnFrom(context, answer, permission.identifier);
  // It may have been done all the same: the version that stands is then not known any more.
  if (reference !== undefined && answer.outcome === 'unknown') book.forgetEtag(reference);
  return answer;
};

/** When the latest of the readings that stand was measured. */
const lastOf = (readings: readonly FiledReading[]): string | undefined =>
  readings
    .filter(({ reading }) => reading.status !== 'entered-in-error')
    .map(({ reading }) => reading.effective)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);

/**
 * The Consents of a patient, and the readings of the type that are there: who looks at a chart sees of both what the
 * patient has decided and whether anything came.
 */
export const readPermission: FhirAct<'permission.read'> = async (context, { patient, measure }, actor) => {
  const reference = (await findReference(context, 'Patient', patient)) ?? context.book.referenceTo('Patient', patient);
  const consents = await readAll(context, query('Consent', { patient: reference }), actor, decodeShownConsent);
  if (consents.performed.outcome !== 'ok') return consents.performed;
  const filed = await readReadings(context, { op: 'reading.read', patient, measure }, actor);
  const performed = { ...consents.performed, settled: filed.settled };
  if (filed.outcome !== 'ok') return { ...filed, sent: performed.sent };
  const lastData = lastOf(filed.output?.readings ?? []);
  const status = shownStatus(consents.values, measure);
  return { ...performed, output: { permission: { status, ...(lastData === undefined ? {} : { lastData }) } } };
};
