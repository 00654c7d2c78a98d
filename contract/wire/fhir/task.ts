import { codeSystem, structureDefinition, SYSTEM } from '../../codes/canonical.ts';
import { type InboxItem, ItemKind, type ItemStatus, type StatusEvent } from '../../domain/inbox-item.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept } from './concept.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { keyOf } from '../../domain/identifier.ts';
import { parseToken, readBusinessKey } from './identifier.ts';
import { fhirTime, readInstant, readOptionalInstant } from './instant.ts';
import { head, readVersion } from './meta.ts';
import { referenceOrKey, referenceTo, resolveOrKeep } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';
import { encodeDetails, readDetails } from './task-detail.ts';

export const ITEM_KIND_SYSTEM = codeSystem('item-kind');
const WITHDRAWAL_SYSTEM = codeSystem('withdrawal');
const STATUS_EVENT = structureDefinition('status-event');

/** Task.status of each item status; `accepted` and `in-progress` of other servers read as seen. */
export const TASK_STATUS: Readonly<Record<ItemStatus, string>> = {
  new: 'requested',
  seen: 'received',
  done: 'completed',
  withdrawn: 'cancelled',
};
const ITEM_STATUS: Readonly<Record<string, ItemStatus>> = {
  requested: 'new',
  received: 'seen',
  accepted: 'seen',
  'in-progress': 'seen',
  completed: 'done',
  cancelled: 'withdrawn',
};

/** Severity. Source: bindings, inbox: critical stat; abnormal and change urgent; the rest routine. */
export const PRIORITY_OF_KIND: Readonly<Record<ItemKind, 'stat' | 'urgent' | 'routine'>> = {
  critical: 'stat',
  abnormal: 'urgent',
  change: 'urgent',
  missing: 'routine',
  'data-quality': 'routine',
  summary: 'routine',
};

/** An actor is the key of a person (`system|value`) or a plain name, such as `system`. */
const encodeActor = (actor: string, ref: ReferenceTo): JsonObject => {
  const key = parseToken(actor);
  return key === undefined ? { display: actor } : referenceOrKey(ref, 'Recipient', key);
};

const encodeEvent = (event: StatusEvent, ref: ReferenceTo): JsonObject => ({
  url: STATUS_EVENT,
  extension: [
    { url: 'status', valueCode: event.status },
    { url: 'at', valueInstant: fhirTime(event.at) },
    { url: 'actor', valueReference: encodeActor(event.actor, ref) },
  ],
});

/** An In Basket item as Task. `ref` must know patient, order, recipient and the readings it names. */
export const encodeItem = (item: InboxItem, ref: ReferenceTo, meta: ResourceMeta): JsonObject => {
  const last = item.history.at(-1)?.at;
  return compact({
    resourceType: 'Task',
    ...head(meta, true),
    extension: item.history.length === 0 ? undefined : item.history.map((event) => encodeEvent(event, ref)),
    identifier: [{ system: item.identifier.system, value: item.identifier.value }],
    basedOn: [referenceTo(ref, 'ServiceRequest', item.order)],
    partOf: item.copyOf === undefined ? undefined : [referenceTo(ref, 'Task', item.copyOf)],
    status: TASK_STATUS[item.status],
    statusReason: item.withdrawal === undefined ? undefined : concept(WITHDRAWAL_SYSTEM, item.withdrawal),
    intent: 'order',
    priority: item.priority,
    code: concept(ITEM_KIND_SYSTEM, item.kind),
    focus: item.reading === undefined ? undefined : referenceTo(ref, 'Observation', item.reading),
    for: referenceTo(ref, 'Patient', item.patient),
    authoredOn: item.created === undefined ? undefined : fhirTime(item.created),
    lastModified: last === undefined ? undefined : fhirTime(last),
    owner: referenceTo(ref, 'Recipient', item.recipient),
    input: encodeDetails(item, ref),
  });
};

const readActor = (at: Cursor, identifierOf: IdentifierOf): string => {
  const named = at.get('reference').present || at.get('identifier').present;
  return named ? keyOf(resolveOrKeep(at, identifierOf)) : at.get('display').text();
};

const readEvent = (at: Cursor, identifierOf: IdentifierOf): StatusEvent => {
  const part = (name: string): Cursor =>
    at
      .get('extension')
      .list()
      .find((e) => e.get('url').value === name) ?? fail('missing-element', `${at.path}.extension('${name}')`);
  return {
    status: part('status').get('valueCode').oneOf(['new', 'updated', 'seen', 'done', 'withdrawn']),
    at: readInstant(part('at').get('valueInstant')),
    actor: readActor(part('actor').get('valueReference'), identifierOf),
  };
};

const readStatus = (at: Cursor): ItemStatus => {
  const status = at.text();
  return (Object.hasOwn(ITEM_STATUS, status) ? ITEM_STATUS[status] : undefined) ?? fail('bad-value', at.path, status);
};

/**
 * Reads an item as a server shows it. What it points to and nobody knows is kept as a key of system
 * UNRESOLVED: an item about the wrong thing must be seen, not passed over.
 */
export const decodeItem = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<InboxItem> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Task');
    const kind = ItemKind.safeParse(codeIn(root.get('code'), ITEM_KIND_SYSTEM));
    if (!kind.success) fail('unknown-code', 'Task.code', 'not an item kind');
    const focus = root.get('focus');
    const priority = root.get('priority');
    const reason = root.get('statusReason');
    const [original] = root.get('partOf').list();
    return compact({
      identifier: readBusinessKey(root, SYSTEM.item),
      version: readVersion(root),
      kind: kind.data,
      status: readStatus(root.get('status')),
      withdrawal: reason.present ? (codeIn(reason, WITHDRAWAL_SYSTEM) ?? reason.get('text').optionalText()) : undefined,
      patient: resolveOrKeep(root.get('for'), identifierOf),
      order: resolveOrKeep(root.get('basedOn').first(), identifierOf),
      recipient: resolveOrKeep(root.get('owner'), identifierOf),
      copyOf: original === undefined ? undefined : resolveOrKeep(original, identifierOf),
      reading: focus.present ? resolveOrKeep(focus, identifierOf) : undefined,
      priority: priority.present ? priority.oneOf(['routine', 'urgent', 'asap', 'stat']) : undefined,
      created: readOptionalInstant(root.get('authoredOn')),
      history: root
        .get('extension')
        .list()
        .filter((e) => e.get('url').value === STATUS_EVENT)
        .map((e) => readEvent(e, identifierOf)),
      ...readDetails(root, identifierOf),
    });
  });
