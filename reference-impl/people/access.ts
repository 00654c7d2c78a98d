import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { Caller } from '../pipeline.ts';

type Role = Caller['role'];
export type Deed =
  | 'provision'
  | 'register-device'
  | 'list-people'
  | 'order'
  | 'read-orders'
  | 'permit'
  | 'use-portal'
  | 'read-permissions'
  | 'submit-reading'
  | 'read-readings'
  | 'read-inbox'
  | 'act-on-item'
  | 'send-message'
  | 'read-messages'
  | 'read-audit'
  | 'advance-clock'
  | 'subscribe';

const MAY: Readonly<Record<Deed, readonly Role[]>> = {
  provision: ['ehr'],
  'register-device': ['ehr', 'portal', 'gateway'],
  'list-people': ['ehr', 'clinician'],
  order: ['ehr', 'clinician'],
  'read-orders': ['ehr', 'clinician', 'portal', 'gateway'],
  permit: ['portal'],
  'use-portal': ['portal'],
  'read-permissions': ['ehr', 'clinician', 'portal', 'gateway'],
  'submit-reading': ['gateway'],
  'read-readings': ['ehr', 'clinician', 'portal', 'gateway'],
  'read-inbox': ['ehr', 'clinician'],
  'act-on-item': ['clinician'],
  'send-message': ['ehr', 'clinician'],
  'read-messages': ['ehr', 'clinician', 'portal'],
  'read-audit': ['auditor'],
  'advance-clock': ['clock'],
  subscribe: ['ehr', 'clinician'],
};

/** Whether a role may do this kind of thing at all. Source: docs/bindings, access. */
export const roleMay = (caller: Caller, deed: Deed): boolean => MAY[deed].includes(caller.role);

/** The one patient a caller is bound to, if any. */
export const boundTo = (caller: Caller): Identifier | undefined =>
  caller.role === 'portal' || caller.role === 'gateway' ? caller.subject : undefined;

/** Whether a caller may speak for, or look at, this patient. */
export const mayReach = (caller: Caller, patient: Identifier): boolean => {
  const own = boundTo(caller);
  return own === undefined || keyOf(own) === keyOf(patient);
};

/** How a caller stands in a status event: a person by their key, anything else by its client. */
export const actorOf = (caller: Caller): string =>
  caller.role === 'clinician' && caller.subject !== undefined ? keyOf(caller.subject) : caller.client;
