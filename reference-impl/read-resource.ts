import type { Identifier } from '../contract/domain/identifier.ts';
import { accept, type Outcome, refuse } from '../contract/refusal.ts';
import type { Context } from './context.ts';
import { mayOpen } from './inbox/inbox.ts';
import { mayReadMessage, noticeById, receiveById } from './messages/messages.ts';
import { boundTo, type Deed, roleMay } from './people/access.ts';
import { roleOf } from './people/role.ts';
import type { Caller, Pipeline, ResourceType, Stored } from './pipeline.ts';

/**
 * A resource of a patient: only for a role that reads such things, and only for whom it may speak. Who
 * speaks for one patient alone gets one answer for another's resource and for none, and so learns of neither.
 */
const ofPatient = <T>(
  ctx: Context,
  caller: Caller,
  deed: Deed,
  stored: Stored<T> | undefined,
  patientOf: (body: T) => Identifier,
): Outcome<Stored<T>> => {
  if (!ctx.use.roleMay(caller, deed)) return refuse('scope');
  if (stored === undefined) return refuse(boundTo(caller) === undefined ? 'not-found' : 'patient-not-authorised');
  return ctx.use.mayReach(caller, patientOf(stored.body)) ? accept(stored) : refuse('patient-not-authorised');
};

/** Anything that anyone who reads orders may read. */
const open = <T>(caller: Caller, stored: Stored<T> | undefined): Outcome<Stored<T>> => {
  if (!roleMay(caller, 'read-orders')) return refuse('scope');
  return stored === undefined ? refuse('not-found') : accept(stored);
};

const hidden = <T>(found: Outcome<Stored<T>>, visible: (body: T) => boolean): Outcome<Stored<T>> =>
  found.ok && !visible(found.value.body) ? refuse('not-found') : found;

/** One resource by its logical id, as far as the caller may see it. */
export const createRead =
  (ctx: Context): Pipeline['read'] =>
  (caller, type, id) =>
    ctx.looked({ caller, subject: 'access', action: 'read' }, readOne(ctx, caller, type, id));

const readOne = (ctx: Context, caller: Caller, type: ResourceType, id: string): Outcome<Stored<unknown>> => {
  const { people, orders, permissions, readings, items, messages, audit } = ctx.tables;
  switch (type) {
    case 'Patient':
      return ofPatient(ctx, caller, 'read-orders', people.Patient.byId(id), (p) => p.identifier);
    case 'PractitionerRole':
      return open(caller, roleById(ctx, id));
    case 'CareTeam':
      return open(caller, people.CareTeam.byId(id));
    case 'Device':
      return ofPatient(ctx, caller, 'read-orders', people.Device.byId(id), (d) => d.patient);
    case 'ServiceRequest':
      return ofPatient(ctx, caller, 'read-orders', orders.documents.byId(id), (o) => o.patient);
    case 'Consent':
      return ofPatient(ctx, caller, 'read-permissions', permissions.documents.byId(id), (p) => p.patient);
    case 'Observation':
      return ofPatient(ctx, caller, 'read-readings', readings.documents.byId(id), (f) => f.reading.patient);
    case 'Task':
      return hidden(
        ofPatient(ctx, caller, 'read-inbox', items.documents.byId(id), (i) => i.patient),
        (item) => mayOpen(ctx, caller, item),
      );
    case 'Communication': {
      const notice = noticeById(ctx, id);
      if (notice !== undefined)
        return hidden(
          ofPatient(ctx, caller, 'read-messages', notice.stored, (n) => n.patient),
          () => mayReadMessage(ctx, caller, notice.message),
        );
      const found = hidden(
        ofPatient(ctx, caller, 'read-messages', messages.documents.byId(id), (m) => m.patient),
        (message) => mayReadMessage(ctx, caller, message),
      );
      // Reading answers at once; that it was read is written down right after.
      if (found.ok && caller.role === 'portal') receiveById(ctx, caller, id).catch(() => {});
      return found;
    }
    case 'AuditEvent':
      if (!ctx.use.roleMay(caller, 'read-audit')) return refuse('scope');
      return ofAudit(audit.documents.byId(id));
  }
};

const roleById = ({ tables }: Context, id: string): Stored<unknown> | undefined => {
  const clinician = tables.people.PractitionerRole.byId(id);
  return clinician && roleOf(tables, clinician);
};

const ofAudit = <T>(stored: Stored<T> | undefined): Outcome<Stored<T>> =>
  stored === undefined ? refuse('not-found') : accept(stored);
