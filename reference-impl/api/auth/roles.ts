import type { Identifier } from '../../../contract/domain/identifier.ts';
import type { Caller } from '../../pipeline.ts';
import type { Scope } from './scopes/scope.ts';

type Role = Caller['role'];

/** `required`: the role speaks for one person and means nothing without; `none`: it speaks for all, and a subject would be taken for more than was meant. */
export const SUBJECT_OF: Readonly<Record<Role, 'required' | 'optional' | 'none'>> = {
  ehr: 'none',
  clinician: 'required',
  portal: 'required',
  gateway: 'optional',
  auditor: 'none',
  clock: 'none',
};

/** `system|value`, or undefined where it names nobody. */
export const readSubject = (text: string): Identifier | undefined => {
  const bar = text.indexOf('|');
  return bar > 0 && bar < text.length - 1 ? { system: text.slice(0, bar), value: text.slice(bar + 1) } : undefined;
};

/**
 * Whether a scope's context is that of who has it: `patient/` takes one who speaks for a patient, `user/` a clinician.
 * One that does not fit would be taken for less than it allows. `hasSubject`: whether it speaks for one person.
 */
export const contextFits = (context: Scope['context'], role: Role, hasSubject: boolean): boolean =>
  context === 'user' ? role === 'clinician' : context !== 'patient' || (role !== 'clinician' && hasSubject);
