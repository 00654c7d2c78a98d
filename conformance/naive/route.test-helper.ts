import { type Coverage, type Identifier, keyOf } from '../../contract/domain/index.ts';
import { type Instant, instantOf } from './instant.test-helper.ts';

/** All absences, by person. */
export type Absences = ReadonlyMap<string, Coverage>;

/** Nobody covers, and the person is away. */
const NOBODY = 'nobody';

const standIn = (absences: Absences, person: Identifier, at: Instant): Identifier | typeof NOBODY | undefined => {
  const absence = absences
    .get(keyOf(person))
    ?.absences.find(({ period }) => instantOf(period.start) <= at && at < instantOf(period.end));
  return absence === undefined ? undefined : (absence.coveredBy ?? NOBODY);
};

/** In whose In Basket an item for a named person is put at an instant: at most three coverers deep, else the named one's. */
export const route = (absences: Absences, named: Identifier, at: Instant): Identifier => {
  let person = named;
  for (let depth = 0; depth <= 3; depth += 1) {
    const next = standIn(absences, person, at);
    if (next === undefined) return person;
    if (next === NOBODY) return named;
    person = next;
  }
  return named;
};
