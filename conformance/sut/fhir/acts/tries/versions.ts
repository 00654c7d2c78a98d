import type { Reading } from '../../../../../contract/domain/index.ts';
import { decodeFiledReading } from '../../../../../contract/wire/fhir/observation.ts';
import { NOT_OFFERED } from '../../../../history/lines.ts';
import { EHR } from '../../../actor.ts';
import { resourcesIn } from '../../answer.ts';
import { type FhirContext, findReference } from '../../context.ts';
import type { FhirAnswer } from '../../session.ts';
import { lookAtEffect, notOffered, type Tried, untold } from './probe.ts';

/** How a server says that it has no such interaction. */
const NO_HISTORY: ReadonlySet<string> = new Set(['404', '405', '501']);

/** What a reading says of the measurement: value, unit and when. */
const saidBy = ({ result, effective }: Reading): string =>
  [
    result.kind === 'value' ? `${result.quantity.value} ${result.quantity.unit}` : result.kind,
    Date.parse(effective),
  ].join(' at ');

/**
 * Reads the versions of a reading (`_history`). The effect: one of them says what the reading said before it was corrected.
 * A system without such an interaction has none to show.
 */
export const tryToReadVersions = async (context: FhirContext, before: Reading): Promise<Tried> => {
  const { session, book } = context;
  const reference = await findReference(context, 'Observation', before.identifier);
  if (reference === undefined) return notOffered(session, `a reading that can be found ${NOT_OFFERED}`);
  const isThere = (looked: FhirAnswer): boolean =>
    resourcesIn(looked).some((resource) => {
      const version = decodeFiledReading(resource, book.identifierOf);
      return (
        version.ok && version.value.reading.status === before.status && saidBy(version.value.reading) === saidBy(before)
      );
    });
  const answer = await lookAtEffect(context, { method: 'GET', path: `${reference}/_history`, actor: EHR }, isThere);
  if (answer === undefined) return untold(await session.call({ method: 'GET', path: reference, actor: EHR }));
  if (answer.outcome === 'refused' && NO_HISTORY.has(answer.answer.code ?? ''))
    return notOffered(session, `the history of a reading ${NOT_OFFERED}`);
  return { answer, effect: isThere(answer) };
};
