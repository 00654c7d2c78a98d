import type { FiledReading, Reading } from '../../../../contract/domain/index.ts';
import { accept } from '../../../../contract/refusal.ts';
import { MEASURE_CODES } from '../../../../contract/codes/measures.ts';
import { decodeFiledReading, encodeReading } from '../../../../contract/wire/fhir/observation.ts';
import { searchToken } from '../../../../contract/wire/fhir/search-token.ts';
import type { Actor } from '../../actor.ts';
import { type FhirContext, findReference, ifNoneExist, learnFrom } from '../context.ts';
import { type Decode, readAll } from '../read-all.ts';
import { type FhirCall, query } from '../session.ts';
import { versionNumber } from '../versions.ts';
import { withDefect } from './defects.ts';
import type { ActOf, FhirAct } from './fhir-act.ts';

const PAGE_SIZE = '200';

/** What is sent of a reading that is there already goes to it, by its identifier (docs/bindings/fhir.md, Corrections). */
export const isLater = ({ status }: Reading): boolean => status === 'corrected' || status === 'entered-in-error';

/** The call that posts a reading, corrects or erases it. Its patient must have a logical id by now. */
export const readingCall = (
  { book, profile }: FhirContext,
  { reading, defect, condition: named }: Pick<ActOf<'reading.submit'>, 'reading' | 'defect' | 'condition'>,
  actor: Actor,
): FhirCall => {
  const body = withDefect(encodeReading(reading, book.referenceTo), defect);
  if (isLater(reading))
    return { method: 'PUT', path: query('Observation', { identifier: searchToken(reading.identifier) }), actor, body };
  const own = profile.policies.duplicates === 'conditional-create' ? [reading.identifier] : undefined;
  const condition = named ?? own;
  return {
    method: 'POST',
    path: 'Observation',
    actor,
    body,
    ...(condition === undefined ? {} : { headers: ifNoneExist(...condition) }),
  };
};

export const submitReading: FhirAct<'reading.submit'> = async (context, act, actor) => {
  const { reading } = act;
  await findReference(context, 'Patient', reading.patient);
  const answer = await context.session.call(readingCall(context, act, actor));
  learnFrom(context, answer, reading.identifier);
  return answer;
};

/** A filed reading; one that says that it was changed is no first version, whether or not the first was ever shown. */
const filedDecoder =
  ({ book }: FhirContext): Decode<FiledReading> =>
  (resource, identifierOf) => {
    const filed = decodeFiledReading(resource, identifierOf);
    if (!filed.ok) return filed;
    const { reading, version } = filed.value;
    return accept({ ...filed.value, version: versionNumber(book, resource, version, isLater(reading) ? 2 : 1) });
  };

export const readReadings: FhirAct<'reading.read'> = async (context, { patient, identifier, measure }, actor) => {
  const codes = MEASURE_CODES.filter((m) => m.measure === measure).map((m) => `${m.coding.system}|${m.coding.code}`);
  const reference = await findReference(context, 'Patient', patient);
  const path = query('Observation', {
    identifier: identifier === undefined ? undefined : searchToken(identifier),
    patient: identifier === undefined ? (reference ?? context.book.referenceTo('Patient', patient)) : undefined,
    code: measure === undefined ? undefined : codes.join(','),
    _sort: 'date',
    _count: PAGE_SIZE,
  });
  const { performed, values } = await readAll(context, path, actor, filedDecoder(context));
  return { ...performed, output: { readings: values } };
};
