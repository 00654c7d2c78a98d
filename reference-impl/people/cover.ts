import type { Absence } from '../../contract/domain/coverage.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import { msOf } from '../clock/instant.ts';

/** So many may stand in for one another, one after the other. */
const DEEPEST = 3;

const isIn = ({ period }: Absence, atMs: number): boolean => msOf(period.start) <= atMs && atMs < msOf(period.end);

/**
 * Whose In Basket something for `named` goes to at an instant: theirs, or while they are away that of who stands in,
 * three deep. It stays with them where nobody stands in, where the third is away too, or where they stand in for one
 * another in a circle. Source: contract, Evaluation, coverage.
 */
export const cover = (
  named: Identifier,
  atMs: number,
  absencesOf: (person: Identifier) => readonly Absence[],
): Identifier => {
  let person = named;
  for (let deep = 0; deep <= DEEPEST; deep += 1) {
    const away = absencesOf(person).find((absence) => isIn(absence, atMs));
    if (away === undefined) return person;
    if (away.coveredBy === undefined || keyOf(away.coveredBy) === keyOf(named)) return named;
    person = away.coveredBy;
  }
  return named;
};
