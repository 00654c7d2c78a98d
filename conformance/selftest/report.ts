import { Role } from '../../contract/requirements/requirement.ts';
import type { LiarResult } from './run-liar.ts';
import type { MutantResult } from './run-mutant.ts';
import type { VariantResult } from './run-variant.ts';
import { medianOf, type Share, shareOf } from './score.ts';
import type { SelftestResult } from './task.ts';

/** The two shares of what was played in one role. */
export interface RoleShares {
  readonly role: Role;
  /** Of valid mutants so many were killed. */
  readonly sensitivity: Share;
  /** Of runs of benign variants so many passed. */
  readonly specificity: Share;
}

/** What a self-test came to, for the certificate (`selftest.json`). Sorted by name; times in ms. */
export interface SelftestReport {
  readonly format: 1;
  /** The version that was tested, and the SHA-256 over everything that its build is made of. */
  readonly harness: string;
  readonly build: string;
  readonly catalogue: string;
  readonly seed: number;
  /** Nothing was left out: all mutants, liars and variants were played. */
  readonly isComplete: boolean;
  /** Of both roles together. */
  readonly sensitivity: Share;
  readonly specificity: Share;
  /** Each role by itself, those that were played. */
  readonly roles: readonly RoleShares[];
  /** Of operations of the counterexamples. */
  readonly medianOperations: number | undefined;
  readonly mutants: readonly MutantResult[];
  readonly liars: readonly LiarResult[];
  readonly variants: readonly VariantResult[];
  /** What the self-test itself failed at. */
  readonly broken: readonly { readonly name: string; readonly why: string }[];
}

interface Played {
  readonly role: Role;
  readonly name: string;
}

const byName = (a: Played, b: Played): number => (`${a.role} ${a.name}` < `${b.role} ${b.name}` ? -1 : 1);
const bySeed = (a: VariantResult, b: VariantResult): number =>
  a.name === b.name && a.role === b.role ? a.seed - b.seed : byName(a, b);

const sharesOf = (
  valid: readonly MutantResult[],
  decided: readonly VariantResult[],
): Pick<RoleShares, 'sensitivity' | 'specificity'> => ({
  sensitivity: shareOf(valid.filter((m) => m.result === 'killed').length, valid.length),
  specificity: shareOf(decided.filter((v) => v.result === 'passed').length, decided.length),
});

/** Adds up results, in whatever order they came. */
export const reportOf = (
  results: readonly SelftestResult[],
  about: Pick<SelftestReport, 'harness' | 'build' | 'catalogue' | 'seed' | 'isComplete'>,
): SelftestReport => {
  const played = results.flatMap((r) => (r.kind === 'mutant' ? [r.result] : [])).toSorted(byName);
  const lying = results.flatMap((r) => (r.kind === 'liar' ? [r.result] : [])).toSorted(byName);
  const benign = results.flatMap((r) => (r.kind === 'variant' ? [r.result] : [])).toSorted(bySeed);
  const valid = played.filter((m) => m.result !== 'void');
  const decided = benign.filter((v) => v.result !== 'undecided');
  return {
    format: 1,
    ...about,
    ...sharesOf(valid, decided),
    roles: Role.options.flatMap((role) => {
      if (![...played, ...lying, ...benign].some((one) => one.role === role)) return [];
      const [ofValid, ofDecided] = [valid.filter((m) => m.role === role), decided.filter((v) => v.role === role)];
      return [{ role, ...sharesOf(ofValid, ofDecided) }];
    }),
    medianOperations: medianOf(valid.flatMap((m) => m.counterexample?.operations ?? [])),
    mutants: played,
    liars: lying,
    variants: benign,
    broken: results.flatMap((r) => (r.kind === 'broken' ? [{ name: r.task.name, why: r.why }] : [])),
  };
};

/** Runs of benign variants that came to no verdict. A few may be a busy machine; more are no measurement. */
const MOST_UNDECIDED_PERCENT = 5;

/** Why a self-test did not pass, one sentence each; none: it did. */
export const shortcomingsOf = ({ mutants: played, liars, variants, broken }: SelftestReport): readonly string[] => {
  const undecided = variants.filter((v) => v.result === 'undecided').length;
  return [
    ...played
      .filter((m) => m.result !== 'killed')
      .map(
        (m) => `${m.name} ${m.result === 'void' ? 'is void' : 'survived'}: ${m.requirement} ${m.verdict}, ${m.reason}`,
      ),
    ...liars.filter((l) => l.result !== 'caught').map((l) => `${l.name} was believed: ${l.missed.join('; ')}`),
    ...variants
      .filter((v) => v.result === 'failed')
      .map((v) => `${v.name} (seed ${v.seed}) was failed, and is benign: ${v.why.join('; ')}`),
    ...(undecided * 100 > MOST_UNDECIDED_PERCENT * variants.length
      ? [`${undecided} of ${variants.length} runs of benign variants came to no verdict`]
      : []),
    ...broken.map((b) => `${b.name} could not be played: ${b.why}`),
  ];
};
