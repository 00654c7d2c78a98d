import { personKey, type PersonName } from '../cast.ts';
import type { CaseDeed } from '../deed.ts';
import { sourceKey } from '../keys.ts';
import type { ActTerm } from '../schema/act.ts';
import { type Names, type Path, wrong } from './names.ts';

/** All absences of a person; none when the person is back. */
export const coverageDeed = (names: Names, act: ActTerm, person: PersonName, path: Path): CaseDeed => {
  const { from, until, by } = act;
  if (act.away !== undefined && (from === undefined || until === undefined))
    return wrong(names, [...path, 'away'], 'since when and until when is not said', 'from and until');
  const first = from === undefined || until === undefined ? [] : [{ from, until, by }];
  return {
    op: 'coverage.set',
    coverage: {
      person: personKey(person),
      absences: [...first, ...(act.also ?? [])].map((absence) => ({
        period: { start: absence.from, end: absence.until },
        ...(absence.by === undefined ? {} : { coveredBy: personKey(absence.by) }),
      })),
    },
  };
};

const FAR = '2036-01-01T00:00:00Z';

export const sourceDeed = (names: Names, act: ActTerm, name: string, status: 'admitted' | 'withdrawn'): CaseDeed => ({
  op: 'source.set',
  source: {
    identifier: sourceKey(names.number, name),
    measures: act.measures ?? ['glucose', 'weight'],
    expires: act.expires ?? FAR,
  },
  status,
});
