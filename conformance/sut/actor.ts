import type { Identifier } from '../../contract/domain/index.ts';

/** Whose credentials an act is done with. `clinician` names the clinician, `portal` and `gateway` the patient. */
export interface Actor {
  readonly role: 'ehr' | 'clinician' | 'portal' | 'gateway' | 'auditor' | 'clock';
  readonly subject?: Identifier;
  /** Its token lasts this long at least where the harness signs it: a load script cannot ask for another. */
  readonly forSeconds?: number;
  /** Its token is not as it should be: run out, signed with another key, meant for another system, or for reading alone. */
  readonly token?: 'expired' | 'forged' | 'for-another' | 'reading-only';
}

/** As written into a history: `ehr`, `clinician:1234567893`. */
export const actorText = ({ role, subject }: Actor): string =>
  subject === undefined ? role : `${role}:${subject.value}`;

export const EHR: Actor = { role: 'ehr' };
export const AUDITOR: Actor = { role: 'auditor' };
export const CLOCK: Actor = { role: 'clock' };
export const clinician = (subject: Identifier): Actor => ({ role: 'clinician', subject });
export const portal = (subject: Identifier): Actor => ({ role: 'portal', subject });
export const gateway = (subject: Identifier): Actor => ({ role: 'gateway', subject });
