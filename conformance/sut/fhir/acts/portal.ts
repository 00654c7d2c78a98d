import { setTimeout as pause } from 'node:timers/promises';
import type { Identifier, Tracker } from '../../../../contract/domain/index.ts';
import { keyOf } from '../../../../contract/domain/index.ts';
import { decodeEligibility } from '../../../../contract/wire/fhir/eligibility.ts';
import { decodeTracker, PORTAL_ACTIVITY, TRACKER_STATUS } from '../../../../contract/wire/fhir/tracker.ts';
import { isObject, type Json, type JsonObject } from '../../../../contract/wire/json/lossless.ts';
import type { Actor } from '../../actor.ts';
import { type FhirContext, findReference } from '../context.ts';
import { fetchAll, readAll } from '../read-all.ts';
import { query } from '../session.ts';
import type { FhirAct } from './fhir-act.ts';

const PAGE_SIZE = '200';
/** A tracker may come into sight a moment after its order was signed. */
const ATTEMPTS = 10;
const ATTEMPT_PAUSE_MS = 50;

const trackersPath = async (context: FhirContext, patient: Identifier): Promise<string> => {
  const known = (await findReference(context, 'Patient', patient)) ?? context.book.referenceTo('Patient', patient);
  return query('Task', { code: `${PORTAL_ACTIVITY}|tracker`, patient: known, _count: PAGE_SIZE });
};

export const listTrackers: FhirAct<'tracker.list'> = async (context, { patient }, actor) => {
  const path = await trackersPath(context, patient);
  const { performed, values } = await readAll<Tracker>(context, path, actor, decodeTracker);
  return { ...performed, output: { trackers: values } };
};

/** Whether a Task is about an order, however the reference to it is written. */
const isOf = (task: JsonObject, order: string, { book }: FhirContext): boolean =>
  (Array.isArray(task['basedOn']) ? (task['basedOn'] as readonly Json[]) : []).some(
    (based) => isObject(based) && typeof based['reference'] === 'string' && book.relative(based['reference']) === order,
  );

/** The Task of an order's tracker, on whatever page it stands; undefined: none came into sight. */
const trackerOf = async (
  context: FhirContext,
  patient: Identifier,
  order: Identifier,
  actor: Actor,
): Promise<JsonObject | undefined> => {
  const path = await trackersPath(context, patient);
  const reference = await findReference(context, 'ServiceRequest', order);
  if (reference === undefined) return undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await pause(ATTEMPT_PAUSE_MS);
    const { pages } = await fetchAll(context, path, actor);
    const found = pages.flatMap(({ resources }) => resources).find((task) => isOf(task, reference, context));
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Puts the tracker as it was read, with another status. One that is not shown is put all the same: its refusal is what is asked for. */
export const setTracker: FhirAct<'tracker.set'> = async (context, { patient, order, state }, actor) => {
  const shown = await trackerOf(context, patient, order, actor);
  const id =
    typeof shown?.['id'] === 'string'
      ? shown['id']
      : `tracker-of-${keyOf(order)
          .replaceAll(/[^A-Za-z0-9]/g, '')
          .slice(-40)}`;
  return await context.session.call({
    method: 'PUT',
    path: `Task/${id}`,
    actor,
    body: { ...(shown ?? { resourceType: 'Task', id, intent: 'order' }), status: TRACKER_STATUS[state] },
  });
};

export const readEligibility: FhirAct<'eligibility.read'> = async (context, { patient }, actor) => {
  const known = (await findReference(context, 'Patient', patient)) ?? context.book.referenceTo('Patient', patient);
  const answer = await context.session.call({ method: 'GET', path: `${known}/$monitoring-eligibility`, actor });
  const read = answer.json === undefined ? undefined : decodeEligibility(answer.json);
  if (answer.outcome !== 'ok' || read === undefined) return answer;
  return read.ok
    ? { ...answer, output: { eligibility: read.value } }
    : {
        ...answer,
        outcome: 'unknown',
        answer: { ...answer.answer, text: `not readable at ${read.refusal.at ?? '?'}` },
      };
};
