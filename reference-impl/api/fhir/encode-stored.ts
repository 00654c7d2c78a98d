import type {
  AuditEvent,
  Device,
  InboxItem,
  Message,
  Notice,
  Order,
  Patient,
  Permission,
  Pool,
} from '../../../contract/domain/index.ts';
import { encodeAuditEvent } from '../../../contract/wire/fhir/audit-event.ts';
import { encodeRole } from '../../../contract/wire/fhir/clinician.ts';
import { encodeMessage } from '../../../contract/wire/fhir/communication.ts';
import { encodePermission } from '../../../contract/wire/fhir/consent.ts';
import { encodeDevice } from '../../../contract/wire/fhir/device.ts';
import { withGateway } from '../../../contract/wire/fhir/gateway-device.ts';
import { encodeFiledReading } from '../../../contract/wire/fhir/observation.ts';
import { encodeNotice } from '../../../contract/wire/fhir/notice.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import { encodePool } from '../../../contract/wire/fhir/pool.ts';
import type { ReferenceTo, ResourceMeta } from '../../../contract/wire/fhir/references.ts';
import { encodeItem } from '../../../contract/wire/fhir/task.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { ClinicianRole, ResourceType, Stored } from '../../pipeline.ts';
import type { KeptReading } from '../../readings/filed-by.ts';

/** What each FHIR type holds in domain terms. */
export interface BodyOf {
  Patient: Patient;
  PractitionerRole: ClinicianRole;
  CareTeam: Pool;
  Device: Device;
  ServiceRequest: Order;
  Consent: Permission;
  Observation: KeptReading;
  Task: InboxItem;
  Communication: Message | Notice;
  AuditEvent: AuditEvent;
}

const encodeReading = (body: KeptReading, ref: ReferenceTo, meta: ResourceMeta): JsonObject => {
  const shown = encodeFiledReading(body, ref, meta);
  return body.filedBy === undefined ? shown : withGateway(shown, body.filedBy);
};

const ENCODERS: {
  readonly [T in ResourceType]: (body: BodyOf[T], ref: ReferenceTo, meta: ResourceMeta) => JsonObject;
} = {
  Patient: (body, _ref, meta) => encodePatient(body, meta),
  PractitionerRole: (body, ref, meta) => encodeRole(body, body.absences ?? [], ref, meta),
  CareTeam: encodePool,
  Device: encodeDevice,
  ServiceRequest: encodeOrder,
  Consent: encodePermission,
  Observation: encodeReading,
  Task: encodeItem,
  Communication: (body, ref, meta) =>
    'medium' in body ? encodeNotice(body, ref, meta) : encodeMessage(body, ref, meta),
  AuditEvent: encodeAuditEvent,
};

/** A stored thing as the resource of its type. */
export const encodeStored = <T extends ResourceType>(
  type: T,
  stored: Stored<BodyOf[T]>,
  ref: ReferenceTo,
): JsonObject => ENCODERS[type](stored.body, ref, stored);
