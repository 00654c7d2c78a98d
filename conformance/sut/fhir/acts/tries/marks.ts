import type { Identifier } from '../../../../../contract/domain/index.ts';
import { ITEM_KIND_SYSTEM } from '../../../../../contract/wire/fhir/task.ts';
import { isObject, type Json, type JsonObject } from '../../../../../contract/wire/json/lossless.ts';
import { EHR } from '../../../actor.ts';
import { resourcesIn } from '../../answer.ts';
import type { FhirContext } from '../../context.ts';
import { query } from '../../session.ts';
import { lookAtEffect, patientReference, type Tried, untold } from './probe.ts';

/** Says of itself that it is test data: v3-ActReason HTEST among its security labels (R4, Resource.meta.security). */
export const isMarkedAsTest = ({ meta }: JsonObject): boolean => {
  const labels = isObject(meta) && Array.isArray(meta['security']) ? (meta['security'] as readonly Json[]) : [];
  return labels.some((label) => isObject(label) && label['code'] === 'HTEST');
};

/**
 * Looks at a patient's readings and items. The effect: there are readings, and everything is marked as a test; or, asked for
 * what is not, that there is any such thing.
 */
export const tryToFindMarks = async (context: FhirContext, patient: Identifier, marked: boolean): Promise<Tried> => {
  const reference = await patientReference(context, patient);
  const { session } = context;
  const answer = await session.call({ method: 'GET', path: query('Observation', { patient: reference }), actor: EHR });
  const items = query('Task', { code: `${ITEM_KIND_SYSTEM}|`, patient: reference });
  const looked = await lookAtEffect(context, { method: 'GET', path: items, actor: EHR });
  if (looked === undefined) return untold(answer);
  const readings = resourcesIn(answer);
  const all = [...readings, ...resourcesIn(looked)];
  const effect = marked ? readings.length > 0 && all.every(isMarkedAsTest) : !all.every(isMarkedAsTest);
  return { answer, effect };
};
