import { z } from 'zod';
import { SYSTEM } from '../codes/canonical.ts';
import type { Clinician, Identifier, Pool } from '../domain/index.ts';

/**
 * Who may play in a worked case, by short name. Synthetic; the numbers pass the NPI's check digit. `nobody` is a
 * number that the system does not know.
 */
export const PersonName = z.enum(['rivera', 'okafor', 'lindqvist', 'haddad', 'pool', 'nobody']);
export type PersonName = z.infer<typeof PersonName>;

const npi = (value: string): Identifier => ({ system: SYSTEM.npi, value });

/** The clinicians of every worked case. */
export const CLINICIANS: readonly Clinician[] = [
  { identifier: npi('1234567893'), family: 'Rivera', given: 'Ana' },
  { identifier: npi('1987654328'), family: 'Okafor', given: 'Ben' },
  { identifier: npi('1122334455'), family: 'Lindqvist', given: 'Eva' },
  { identifier: npi('1555666779'), family: 'Haddad', given: 'Omar' },
];

export const POOLS: readonly Pool[] = [
  {
    identifier: { system: 'urn:example:ehr:pool', value: 'DMPOOL' },
    name: 'Diabetes monitoring pool',
    members: CLINICIANS.slice(0, 2).map((c) => c.identifier),
  },
];

const [POOL] = POOLS;
const UNKNOWN = npi('1000000004');

/** The In Basket that a short name stands for. */
export const personKey = (name: PersonName): Identifier => {
  if (name === 'nobody') return UNKNOWN;
  const clinician = CLINICIANS.find((c) => c.family.toLowerCase() === name);
  const found = clinician?.identifier ?? POOL?.identifier;
  if (found === undefined) throw new RangeError(`nobody is called ${name}`);
  return found;
};

/** A person's or pool's name as it is shown. */
export const personShown = (key: Identifier): string => {
  if (key.value === UNKNOWN.value) return 'nobody';
  return CLINICIANS.find((c) => c.identifier.value === key.value)?.family ?? 'pool';
};
