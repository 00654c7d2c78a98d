import { type BundleEntry, createBundle, readResponseBundle } from '../../../../contract/wire/fhir/bundle.ts';
import { encodeReading } from '../../../../contract/wire/fhir/observation.ts';
import { isObject, type JsonObject, parseLossless } from '../../../../contract/wire/json/lossless.ts';
import type { SubmitAct } from '../../../history/lines.ts';
import type { Actor } from '../../actor.ts';
import type { Performed } from '../../driver.ts';
import { outcomeOf } from '../answer.ts';
import { type FhirContext, findReference } from '../context.ts';
import { unreadable } from '../read-all.ts';
import type { FhirAnswer, FhirCall } from '../session.ts';
import { withDefect } from './defects.ts';
import { isLater } from './readings.ts';

const defective = (json: JsonObject | string): JsonObject => {
  const object = typeof json === 'string' ? parseLossless(json) : json;
  if (!isObject(object)) throw new RangeError('a reading is an object');
  return object;
};

const entryOf = ({ book, profile }: FhirContext, { reading, defect }: SubmitAct): BundleEntry => {
  const { identifier } = reading;
  const resource = defective(withDefect(encodeReading(reading, book.referenceTo), defect));
  if (isLater(reading)) return { resource, update: { identifier } };
  return profile.policies.duplicates === 'conditional-create' ? { resource, ifNoneExist: identifier } : { resource };
};

/** What each entry's own status says, in the words of the same exchange. */
const answersOf = (answer: FhirAnswer, count: number): readonly Performed[] => {
  const read = answer.json === undefined ? undefined : readResponseBundle(answer.json);
  if (read?.ok !== true || read.value.length !== count) {
    const text = `an answer to ${count} entries was expected`;
    return Array.from({ length: count }, () => unreadable(answer, text));
  }
  return read.value.map(({ status, location, outcome }) => ({
    ...answer,
    ...outcomeOf(
      {
        ...answer.exchange,
        status: Number(status.slice(0, 3)),
        headers: location === undefined ? {} : { location },
        body: '',
      },
      outcome,
    ),
  }));
};

/** The call that posts readings in one transaction or batch. Their patients must have logical ids by now. */
export const bundleCall = (context: FhirContext, acts: readonly SubmitAct[], actor: Actor): FhirCall => {
  const type = acts.some((act) => act.bundle?.kind === 'batch') ? 'batch' : 'transaction';
  const body = createBundle(
    type,
    acts.map((act) => entryOf(context, act)),
  );
  return { method: 'POST', path: '', actor, body };
};

/**
 * Readings in one transaction or batch. A transaction that is refused is answered as a whole; what is taken, and every
 * entry of a batch, has an answer of its own.
 */
export const submitTogether = async (
  context: FhirContext,
  acts: readonly SubmitAct[],
  actor: Actor,
): Promise<readonly Performed[]> => {
  for (const { reading } of acts) await findReference(context, 'Patient', reading.patient);
  const answer = await context.session.call(bundleCall(context, acts, actor));
  return answer.outcome === 'ok' ? answersOf(answer, acts.length) : acts.map(() => answer);
};
