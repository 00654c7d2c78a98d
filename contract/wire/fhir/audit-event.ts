import { codeSystem, SYSTEM } from '../../codes/canonical.ts';
import { AuditEvent } from '../../domain/audit-event.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { coding } from './concept.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { readIdentifier } from './identifier.ts';
import { fhirTime, readInstant } from './instant.ts';
import { head } from './meta.ts';
import { REFUSAL_SYSTEM } from './outcome.ts';
import { referenceOrKey, resolveOrKeep } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';

const INTERACTION_SYSTEM = 'http://hl7.org/fhir/restful-interaction';
/** What was acted on, where a resource type alone would not tell. */
const SUBJECT_SYSTEM = codeSystem('audit-subject');
const ROLE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/object-role';
const ACTION = { create: 'C', read: 'R', update: 'U', delete: 'D', execute: 'E' } as const;
const INTERACTION = {
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'delete',
  execute: 'operation',
} as const;
const ENTITY_TYPE: Partial<Record<AuditEvent['subject'], string>> = {
  order: 'ServiceRequest',
  permission: 'Consent',
  reading: 'Observation',
  item: 'Task',
  message: 'Communication',
  tracker: 'Task',
  device: 'Device',
  subscription: 'Subscription',
};

/** One line of the audit trail. R4 has no element for an outcome's detail: the refusal stands in `subtype`. */
export const encodeAuditEvent = (event: AuditEvent, ref: ReferenceTo, meta?: ResourceMeta): JsonObject => {
  const type = ENTITY_TYPE[event.subject];
  const entity = [
    ...(event.patient === undefined
      ? []
      : [{ what: referenceOrKey(ref, 'Patient', event.patient), role: coding(ROLE_SYSTEM, '1', 'Patient') }]),
    ...(event.entity === undefined
      ? []
      : [{ what: compact({ type, identifier: { system: event.entity.system, value: event.entity.value } }) }]),
  ];
  return {
    resourceType: 'AuditEvent',
    ...head(meta),
    type: coding('http://terminology.hl7.org/CodeSystem/audit-event-type', 'rest'),
    subtype: [
      coding(INTERACTION_SYSTEM, INTERACTION[event.action]),
      coding(SUBJECT_SYSTEM, event.subject),
      ...(event.refusal === undefined ? [] : [coding(REFUSAL_SYSTEM, event.refusal)]),
    ],
    action: ACTION[event.action],
    recorded: fhirTime(event.recorded),
    outcome: event.outcome === 'ok' ? '0' : '4',
    agent: [{ who: { identifier: { system: SYSTEM.client, value: event.who } }, requestor: true }],
    source: { observer: { display: 'the receiver' } },
    ...(entity.length === 0 ? {} : { entity }),
  };
};

const readSubject = (root: Cursor, entityType: string | undefined): AuditEvent['subject'] => {
  const stated = root
    .get('subtype')
    .list()
    .find((c) => c.get('system').value === SUBJECT_SYSTEM);
  if (stated !== undefined) return stated.get('code').oneOf(AuditEvent.shape.subject.options);
  if (entityType === undefined) return 'access';
  return AuditEvent.shape.subject.options.find((s) => ENTITY_TYPE[s] === entityType) ?? 'person';
};

const readWho = (root: Cursor): string => {
  const who = root.get('agent').first().get('who');
  const key = who.get('identifier').get('value').optionalText();
  return key ?? who.get('display').optionalText() ?? who.get('reference').text();
};

const isPatient = (entity: Cursor): boolean => entity.get('role').get('code').value === '1';

/** Reads any server's AuditEvent: without our subject coding the entity's type tells what was acted on. */
export const decodeAuditEvent = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<AuditEvent> =>
  decoding(() => {
    const root = resourceCursor(resource, 'AuditEvent');
    const entities = root.get('entity').list();
    const patient = entities.find(isPatient)?.get('what');
    const entity = entities.find((e) => !isPatient(e))?.get('what');
    const refusal = root
      .get('subtype')
      .list()
      .find((c) => c.get('system').value === REFUSAL_SYSTEM);
    const action = root.get('action').oneOf(['C', 'R', 'U', 'D', 'E']);
    const literal = entity?.get('reference').optionalText();
    return compact({
      recorded: readInstant(root.get('recorded')),
      subject: readSubject(root, entity?.get('type').optionalText() ?? literal?.split('/').at(-2)),
      action:
        AuditEvent.shape.action.options.find((a) => ACTION[a] === action) ?? fail('bad-value', 'AuditEvent.action'),
      outcome: root.get('outcome').value === '0' ? ('ok' as const) : ('refused' as const),
      refusal: refusal?.get('code').text(),
      who: readWho(root),
      patient: patient === undefined ? undefined : resolveOrKeep(patient, identifierOf),
      entity:
        entity === undefined
          ? undefined
          : entity.get('identifier').present
            ? readIdentifier(entity.get('identifier'))
            : resolveOrKeep(entity, identifierOf),
    });
  });
