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

/** One of each list in turn, so that no role waits for another. */
const interleaved = <T>(lists: readonly (readonly T[])[]): readonly T[] => {
  const most = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: most }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
};

/**
 * Those of one requirement far from each other: they are played by one check, and where that lets a system fail and come back,
 * several at a time wait for each other.
 */
const dealt = <T extends { readonly requirement: string }>(mutants: readonly T[]): readonly T[] =>
  interleaved([...Map.groupBy(mutants, ({ requirement }) => requirement).values()]);

/** Everything that a self-test plays, longest first, so that the threads end together. */
export const planTasks = ({ seed, benign, picks, kinds, roles }: Plan): readonly SelftestTask[] => {
  const of = (kind: SelftestTask['kind']): readonly Named[] => {
    if (!kinds.has(kind)) return [];
    const lists = [...roles].map((role) => {
      const { mutants, liars, variants } = CASTS[role];
      const all = kind === 'liar' ? liars : kind === 'variant' ? variants : dealt(mutants);
      return all
        .filter(({ name }) => picks(name))
        .map((one): Named => ({ role, kind, name: one.name, isLoad: 'load' in one && one.load !== undefined }));
    });
    return interleaved(lists);
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
