import { liars } from './liars/index.ts';
import { mutants } from './mutants/index.ts';
import type { SelftestTask } from './task.ts';
import { variants } from './variants/index.ts';

/** How many runs of each benign variant, by what is asked. */
export interface Plan {
  readonly seed: number;
  /** Runs of benign variants in all; each variant has as many, or one more. */
  readonly benign: number;
  readonly picks: (name: string) => boolean;
  readonly kinds: ReadonlySet<SelftestTask['kind']>;
}

const task = (kind: SelftestTask['kind'], name: string, seed: number): SelftestTask => ({ kind, name, seed });

/** Everything that a self-test plays, longest first, so that the threads end together. */
export const planTasks = ({ seed, benign, picks, kinds }: Plan): readonly SelftestTask[] => {
  const named = <T extends { readonly name: string }>(kind: SelftestTask['kind'], all: readonly T[]): readonly T[] =>
    kinds.has(kind) ? all.filter((one) => picks(one.name)) : [];
  const free = named('variant', variants);
  const runs = Array.from({ length: free.length === 0 ? 0 : benign }, (_, i) => i);
  return [
    ...named('liar', liars).map((l) => task('liar', l.name, seed)),
    ...runs.map((i) => task('variant', free[i % free.length]?.name ?? '', seed + Math.floor(i / free.length))),
    ...named('mutant', mutants)
      .filter((m) => m.needsLoad === undefined)
      .map((m) => task('mutant', m.name, seed)),
  ];
};
