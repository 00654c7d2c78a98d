import type { Clinician, Identifier, Pool } from '../../contract/domain/index.ts';
import { SYSTEM } from '../../contract/codes/canonical.ts';

/** Who works at the place where the SUT runs. Decoys are clinicians, too, but own nothing. */
export interface People {
  readonly clinicians: readonly Clinician[];
  readonly pools: readonly Pool[];
  readonly decoys: readonly Identifier[];
}

const npi = (value: string): Identifier => ({ system: SYSTEM.npi, value });

/** Synthetic; the numbers pass the NPI's Luhn check with its prefix 80840 and belong to nobody. */
const STAFF: readonly Clinician[] = [
  { identifier: npi('1234567893'), family: 'Rivera', given: 'Ana' },
  { identifier: npi('1987654328'), family: 'Okafor', given: 'Ben' },
  { identifier: npi('1122334455'), family: 'Lindqvist', given: 'Eva' },
  { identifier: npi('1555666779'), family: 'Haddad', given: 'Omar' },
];
const DECOYS: readonly Clinician[] = [
  { identifier: npi('1999888773'), family: 'Decoy', given: 'Dora' },
  { identifier: npi('1888777665'), family: 'Decoy', given: 'Dirk' },
];

/** Used where a profile declares nobody: four clinicians, one pool of two of them, two decoys. */
export const DEFAULT_PEOPLE: People = {
  clinicians: [...STAFF, ...DECOYS],
  pools: [
    {
      identifier: { system: 'urn:example:ehr:pool', value: 'DMPOOL' },
      name: 'Diabetes monitoring pool',
      members: STAFF.slice(0, 2).map((c) => c.identifier),
    },
  ],
  decoys: DECOYS.map((c) => c.identifier),
};
