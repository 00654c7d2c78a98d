import { isDeepStrictEqual } from 'node:util';
import type { Identifier } from '../../../../../contract/domain/index.ts';
import { ITEM_KIND_SYSTEM } from '../../../../../contract/wire/fhir/task.ts';
import type { JsonObject } from '../../../../../contract/wire/json/lossless.ts';
import { NOT_OFFERED } from '../../../../history/lines.ts';
import { type Actor, AUDITOR, EHR } from '../../../actor.ts';
import { resourcesIn } from '../../answer.ts';
import { type FhirContext, findReference } from '../../context.ts';
import { type FhirAnswer, query } from '../../session.ts';
import { lookAtEffect, notOffered, patientReference, type Tried, untold } from './probe.ts';

const etagOf = ({ exchange }: FhirAnswer): string | undefined => exchange.headers.etag;

/** A tag that was good once: that of the version before, where versions are numbers. */
const staleTag = (etag: string | undefined): string => {
  const [, number] = /^W\/"(\d+)"$/.exec(etag ?? '') ?? [];
  return number === undefined || Number(number) < 2 ? 'W/"vitalproof-stale"' : `W/"${Number(number) - 1}"`;
};

/**
 * Puts an order as it is, on the version that stands or on another, `actor` undefined: without a token. The effect: another
 * version stands afterwards, or the put was taken.
 */
export const tryToChange = async (
  context: FhirContext,
  order: Identifier,
  isStale: boolean,
  actor: Actor | undefined,
): Promise<Tried> => {
  const path =
    (await findReference(context, 'ServiceRequest', order)) ?? context.book.referenceTo('ServiceRequest', order);
  const look = { method: 'GET', path, actor: EHR } as const;
  const current = await context.session.call(look);
  const etag = etagOf(current);
  const answer = await context.session.call({
    method: 'PUT',
    path,
    ...(actor === undefined ? {} : { actor }),
    body: current.json ?? { resourceType: 'ServiceRequest', id: path.split('/')[1] },
    headers: { 'If-Match': isStale ? staleTag(etag) : (etag ?? 'W/"1"') },
  });
  if (answer.outcome === 'ok') return { answer, effect: true };
  const after = await lookAtEffect(context, look);
  return after?.outcome === 'ok' && current.outcome === 'ok'
    ? { answer, effect: etagOf(after) !== etag }
    : untold(answer);
};

/**
 * Puts the first item about a patient as it is, on a version that stands no more: where that is taken, nobody finds the item
 * in a state that no act of the history explains. The effect: another version stands afterwards, or the put was taken.
 */
export const tryToAct = async (context: FhirContext, patient: Identifier, actor: Actor): Promise<Tried> => {
  const { session } = context;
  const items = query('Task', { code: `${ITEM_KIND_SYSTEM}|`, patient: await patientReference(context, patient) });
  const [item] = resourcesIn(await session.call({ method: 'GET', path: items, actor }));
  if (typeof item?.['id'] !== 'string') return notOffered(session, `an item of a patient ${NOT_OFFERED}`);
  const look = { method: 'GET', path: `Task/${item['id']}`, actor } as const;
  const current = await session.call(look);
  const etag = etagOf(current);
  const answer = await session.call({
    method: 'PUT',
    path: look.path,
    actor,
    body: current.json ?? item,
    headers: { 'If-Match': staleTag(etag) },
  });
  if (answer.outcome === 'ok') return { answer, effect: true };
  const after = await lookAtEffect(context, look);
  return after?.outcome === 'ok' && current.outcome === 'ok'
    ? { answer, effect: etagOf(after) !== etag }
    : untold(answer);
};

/** The first record of a patient's trail, as the auditor finds it. */
const firstRecord = async (context: FhirContext, patient: Identifier): Promise<JsonObject | undefined> => {
  const path = query('AuditEvent', { patient: await patientReference(context, patient), _count: '1' });
  return resourcesIn(await context.session.call({ method: 'GET', path, actor: AUDITOR }))[0];
};

const placeOf = (record: JsonObject | undefined): string => {
  const id = record?.['id'];
  return `AuditEvent/${typeof id === 'string' ? id : 'vitalproof-unknown'}`;
};

/** Reads a record of the trail, or tries to delete or to change it. The effect: it is not there afterwards as it was. */
export const tryOnRecord = async (
  context: FhirContext,
  patient: Identifier,
  what: 'read' | 'delete' | 'change',
): Promise<Tried> => {
  const record = await firstRecord(context, patient);
  const path = placeOf(record);
  const { session } = context;
  if (what === 'read') {
    const answer = await session.call({ method: 'GET', path, actor: AUDITOR });
    return { answer, effect: answer.outcome === 'ok' };
  }
  const look = { method: 'GET', path, actor: AUDITOR } as const;
  const before = await lookAtEffect(context, look);
  const answer =
    what === 'delete'
      ? await session.call({ method: 'DELETE', path, actor: AUDITOR })
      : await session.call({
          method: 'PUT',
          path,
          actor: AUDITOR,
          body: { ...(record ?? { resourceType: 'AuditEvent' }), outcomeDesc: 'changed' },
        });
  const after = await lookAtEffect(context, look);
  // A record that is not there any more is one that was deleted.
  if (before?.outcome === 'ok' && after !== undefined)
    return { answer, effect: after.outcome !== 'ok' || !isDeepStrictEqual(after.json, before.json) };
  return answer.outcome === 'ok' ? { answer, effect: false } : untold(answer);
};
