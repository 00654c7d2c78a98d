import { SYSTEM } from '../../../contract/codes/canonical.ts';
import type { Identifier } from '../../../contract/domain/index.ts';
import type { PersonRole } from '../document/terms.ts';
import { InputProblem } from '../../../contract/input-problem.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { People } from '../../sut/people.ts';

/** A well-formed NPI that no profile declares. */
const NOBODY: Identifier = { system: SYSTEM.npi, value: '1000000004' };

/** The profile's person who plays a part. Clinicians take the parts in the order in which they are declared. */
export const staffOf = (people: People): ((role: PersonRole) => Identifier) => {
  const decoys = new Set(people.decoys.map(keyOf));
  const owners = people.clinicians.map((c) => c.identifier).filter((id) => !decoys.has(keyOf(id)));
  const cast: Record<PersonRole, Identifier | undefined> = {
    responsible: owners[0],
    other: owners[1],
    covering: owners[2],
    fourth: owners[3],
    pool: people.pools[0]?.identifier,
    decoy: people.decoys[0],
    nobody: NOBODY,
  };
  return (role) => {
    const person = cast[role];
    if (person === undefined)
      throw new InputProblem(`nobody plays "${role}"`, { path: 'people' }, 'four clinicians, a pool and two decoys');
    return person;
  };
};
