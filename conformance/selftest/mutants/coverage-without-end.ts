import { keyOf } from '../../../contract/domain/index.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

/** As many as there can be. */
const ALL = 20;

export const coverageWithoutEnd: Mutant = {
  name: 'coverage-without-end',
  defect: 'a chain of absences is followed to its end, however many stand in for one another',
  requirement: 'ALR-21',
  collaborators: {
    cover: (named, atMs, absencesOf) => {
      let person = named;
      for (let hop = 0; hop < ALL; hop += 1) {
        const next = collaborators.cover(person, atMs, (one) => (keyOf(one) === keyOf(person) ? absencesOf(one) : []));
        if (keyOf(next) === keyOf(person)) return person;
        person = next;
      }
      return named;
    },
  },
};
