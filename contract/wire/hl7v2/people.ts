import { SYSTEM } from '../../codes/canonical.ts';
import type { Identifier } from '../../domain/identifier.ts';
import { accept, refuse } from '../../refusal.ts';
import type { Outcome } from '../../refusal.ts';
import type { Component, Raw } from './build.ts';
import { composite, segment } from './build.ts';
import type { Namespaces } from './identifier.ts';
import { SPLIT_KEY, authorityOf, decodeAssigned } from './identifier.ts';
import type { Segment } from './segment.ts';

/**
 * PID of a patient known by its number alone. PID-5 is required by the standard; a name of type `U`
 * says that none is stated, and so none travels.
 */
export const encodePatient = (patient: Identifier, namespaces: Namespaces): string =>
  segment('PID', {
    1: '1',
    3: composite(patient.value, undefined, undefined, authorityOf(patient.system, namespaces), 'MR'),
    5: composite(undefined, undefined, undefined, undefined, undefined, undefined, 'U'),
  });

/** The first repetition of PID-3 that is a medical record number, else the first. */
const recordIn = (pid: Segment, repetitions: number): number => {
  for (let repetition = 1; repetition <= repetitions; repetition += 1)
    if (pid.text(3, { repetition, component: 5 }) === 'MR') return repetition;
  return 1;
};

/** PID-3: the medical record number (type MR), else the first identifier. */
export const decodePatient = (pid: Segment | undefined, namespaces: Namespaces): Outcome<Identifier> => {
  if (pid === undefined) return refuse('missing-element', 'PID^1', 'no patient');
  const record = recordIn(pid, pid.repetitions(3));
  if (pid.isSplit(3, { repetition: record })) return refuse('bad-value', pid.place(3), SPLIT_KEY);
  const id = decodeAssigned(pid, 3, 4, namespaces, { repetition: record });
  return id === undefined
    ? refuse('missing-element', pid.place(3), 'an identifier with its assigning authority')
    : accept(id);
};

/** XCN of a clinician or a pool, by its key alone: authority in XCN.9; an NPI says so in XCN.13. */
export const encodePerson = (person: Identifier, namespaces: Namespaces): Raw => {
  const components: Component[] = Array.from({ length: 13 }, () => undefined);
  components[0] = person.value;
  components[8] = authorityOf(person.system, namespaces);
  if (person.system === SYSTEM.npi) components[12] = 'NPI';
  return composite(...components);
};

/** The first person of an XCN field. `missing-element` when absent or without an assigning authority. */
export const decodePersonAt = (holder: Segment, field: number, namespaces: Namespaces): Outcome<Identifier> => {
  if (holder.isSplit(field)) return refuse('bad-value', holder.place(field), SPLIT_KEY);
  const id = decodeAssigned(holder, field, 9, namespaces);
  return id === undefined
    ? refuse('missing-element', holder.place(field), 'a person or pool with its assigning authority')
    : accept(id);
};
