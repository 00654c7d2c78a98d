import type { Role } from '../../contract/requirements/requirement.ts';
import { CASTS } from './roles.ts';
import type { SelftestTask } from './task.ts';

/** What is asked for. */
export interface Plan {
  readonly seed: number;
  /** Runs of benign variants in all; each variant has as many, or one more. */
  readonly benign: number;
  readonly picks: (name: string) => boolean;
  readonly kinds: ReadonlySet<SelftestTask['kind']>;
  readonly roles: ReadonlySet<Role>;
}

type Named = Omit<SelftestTask, 'seed'>;

const isLoaded = ({ role, kind, name }: Named): boolean =>
  kind === 'mutant' && CASTS[role].mutants.some((mutant) => mutant.name === name && mutant.load !== undefined);

/** One of each list in turn, so that no role waits for another. */
const interleaved = <T>(lists: readonly (readonly T[])[]): readonly T[] => {
  const most = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: most }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
};

/** Few among many, as far from each other as can be: loads that are played at one time measure each other. */
export const spread = <T>(many: readonly T[], few: readonly T[]): readonly T[] => {
  const places = Array.from({ length: few.length }, (_, i) => Math.floor((i * many.length) / few.length));
  const all = many.flatMap((one, at) => [...few.filter((_, i) => places[i] === at), one]);
  return many.length === 0 ? few : all;
};

/** Everything that a self-test plays, longest first, so that the threads end together. */
export const planTasks = ({ seed, benign, picks, kinds, roles }: Plan): readonly SelftestTask[] => {
  const of = (kind: SelftestTask['kind']): readonly Named[] => {
    if (!kinds.has(kind)) return [];
    const lists = [...roles].map((role) => {
      const { mutants, liars, variants } = CASTS[role];
      const all = kind === 'liar' ? liars : kind === 'variant' ? variants : mutants;
      return all.filter(({ name }) => picks(name)).map(({ name }): Named => ({ role, kind, name }));
    });
    const [few, many] = [
      lists.map((list) => list.filter(isLoaded)),
      lists.map((list) => list.filter((one) => !isLoaded(one))),
    ];
    return spread(interleaved(many), interleaved(few));
  };
  const free = of('variant');
  const runs = Array.from({ length: free.length === 0 ? 0 : benign }, (_, i) => i);
  return [
    ...of('liar').map((one) => ({ ...one, seed })),
    ...runs.flatMap((i) => {
      const one = free[i % free.length];
      return one === undefined ? [] : [{ ...one, seed: seed + Math.floor(i / free.length) }];
    }),
    ...of('mutant').map((one) => ({ ...one, seed })),
  ];
};
