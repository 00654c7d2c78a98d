import { CANONICAL_BASE } from '../../../contract/codes/canonical.ts';
import type { Actor } from '../actor.ts';

const OPERATIONS = ['test-clock', 'test-clock-advance'].map((name) => `${CANONICAL_BASE}/OperationDefinition/${name}`);

/** What the harness does as each role, in letters of SMART v2. */
const RIGHTS: Readonly<Record<Exclude<Actor['role'], 'clock'>, readonly string[]>> = {
  ehr: [
    ...['Patient', 'PractitionerRole', 'CareTeam', 'Device', 'ServiceRequest'].map((type) => `${type}.crus`),
    ...['Consent', 'Observation', 'Task'].map((type) => `${type}.rs`),
  ],
  clinician: ['Task.rus', 'Communication.crs', 'Observation.r', 'Subscription.cru'],
  portal: ['Consent.crus', 'Communication.rs', 'Device.crs', 'Task.rus'],
  gateway: ['Observation.crus', 'Device.crs'],
  auditor: ['AuditEvent.rs'],
};

/** The scopes that the harness asks for as an actor, where the profile says no others. */
export const scopesOf = ({ role, subject }: Actor): string => {
  if (role === 'clock') return OPERATIONS.join(' ');
  const context = subject === undefined ? 'system' : role === 'clinician' ? 'user' : 'patient';
  return RIGHTS[role].map((right) => `${context}/${right}`).join(' ');
};
