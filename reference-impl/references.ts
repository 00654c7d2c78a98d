import { type Identifier, keyOf } from '../contract/domain/identifier.ts';
import type { Tables } from './context.ts';
import type { Pipeline, ResourceType } from './pipeline.ts';
import type { Documents } from './store/documents.ts';

/** Where the resources of each type lie. An audit event has no business key and cannot be pointed to. */
const documentsOf = (tables: Tables): Readonly<Record<ResourceType, Documents<unknown>>> => ({
  ...tables.people,
  ServiceRequest: tables.orders.documents,
  Consent: tables.permissions.documents,
  Observation: tables.readings.documents,
  Task: tables.items.documents,
  Communication: tables.messages.documents,
  AuditEvent: tables.audit.documents,
});

const isType = (type: string, types: object): type is ResourceType => Object.hasOwn(types, type);

/** Literal references and business keys, both ways. */
export const createReferences = (tables: Tables): Pipeline['references'] => {
  const all = documentsOf(tables);
  const keyed: Partial<Record<ResourceType, (id: string) => Identifier | undefined>> = {
    Patient: (id) => tables.people.Patient.byId(id)?.body.identifier,
    PractitionerRole: (id) => tables.people.PractitionerRole.byId(id)?.body.identifier,
    CareTeam: (id) => tables.people.CareTeam.byId(id)?.body.identifier,
    Device: (id) => tables.people.Device.byId(id)?.body.identifier,
    ServiceRequest: (id) => tables.orders.documents.byId(id)?.body.identifier,
    Consent: (id) => tables.permissions.documents.byId(id)?.body.identifier,
    Observation: (id) => tables.readings.documents.byId(id)?.body.reading.identifier,
    Task: (id) => tables.items.documents.byId(id)?.body.identifier,
    Communication: (id) => tables.messages.documents.byId(id)?.body.identifier,
  };
  const referenceTo = (type: ResourceType, identifier: Identifier): string | undefined => {
    const kept = type === 'Observation' ? tables.readings.named(identifier) : all[type].byKey(keyOf(identifier));
    return kept === undefined ? undefined : `${type}/${kept.id}`;
  };
  return {
    identifierOf: (reference) => {
      const [type = '', id = '', ...more] = reference.split('/');
      return more.length === 0 && isType(type, all) ? keyed[type]?.(id) : undefined;
    },
    referenceTo,
    recipient: (identifier) => referenceTo('PractitionerRole', identifier) ?? referenceTo('CareTeam', identifier),
  };
};
