import type { Role } from '../../contract/requirements/requirement.ts';
import type { LiarFacts } from './liar.ts';
import { liars } from './liars/index.ts';
import type { MutantFacts } from './mutant.ts';
import { mutants } from './mutants/index.ts';
import { receivers } from './play.ts';
import type { Player } from './player.ts';
import { type LiarResult, runLiar } from './run-liar.ts';
import { type MutantResult, runMutant } from './run-mutant.ts';
import { runVariant, type VariantResult } from './run-variant.ts';
import { senderLiars } from './sender/liars.ts';
import { senderMutants } from './sender/mutants/index.ts';
import { senders } from './sender/play-senders.ts';
import { senderVariants } from './sender/variants/index.ts';
import type { VariantFacts } from './variant.ts';
import { variants as receiverVariants } from './variants/index.ts';

/** All that the self-test plays in one role, by name. The three `run` reject where nothing is called so. */
export interface Cast {
  readonly mutants: readonly MutantFacts[];
  readonly liars: readonly LiarFacts[];
  readonly variants: readonly VariantFacts[];
  runMutant(name: string, folder: string, seed: number): Promise<MutantResult>;
  runLiar(name: string, folder: string, seed: number): Promise<LiarResult>;
  runVariant(name: string, folder: string, seed: number): Promise<VariantResult>;
}

const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T => {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return found;
};

const castOf = <D>(
  player: Player<D>,
  all: {
    readonly mutants: readonly (D & MutantFacts)[];
    readonly liars: readonly (D & LiarFacts)[];
    readonly variants: readonly (D & VariantFacts)[];
  },
): Cast => ({
  ...all,
  runMutant: async (name, folder, seed) => await runMutant(player, named(all.mutants, name), folder, seed),
  runLiar: async (name, folder, seed) => await runLiar(player, named(all.liars, name), folder, seed),
  runVariant: async (name, folder, seed) => await runVariant(player, named(all.variants, name), folder, seed),
});

/** What is played in each role. */
export const CASTS: Readonly<Record<Role, Cast>> = {
  receiver: castOf(receivers, { mutants, liars, variants: receiverVariants }),
  sender: castOf(senders, { mutants: senderMutants, liars: senderLiars, variants: senderVariants }),
};
