import type { OpLine } from '../../history/lines.ts';
import type { AnyRuling } from '../course/effect.ts';
import type { Entry, Told } from './entry.ts';

/** Everything that was said on the way to an entry, what joined courses share once. */
const saidIn = ({ told }: Entry): ReadonlySet<Told> => {
  const all = new Set(told);
  for (const { before } of all) for (const earlier of before) all.add(earlier);
  return all;
};

/**
 * What every operation since the last quiet moment had to be answered: to each, by the courses that explain all the
 * others best, its own outcome left out of account.
 */
export const decided = (entries: readonly Entry[]): Iterable<readonly [OpLine, readonly AnyRuling[]]> => {
  const all = new Map<OpLine, { others: number; rulings: AnyRuling[] }>();
  for (const entry of entries)
    for (const { op, unit, ruling } of saidIn(entry)) {
      const others = entry.faults.filter((f) => f !== unit).length + entry.unexplained;
      const known = all.get(op);
      if (known === undefined || others < known.others) all.set(op, { others, rulings: [ruling] });
      else if (others === known.others) known.rulings.push(ruling);
    }
  return [...all].map(([op, { rulings }]) => [op, rulings] as const);
};
