import { NOT_BUILT, OUTSIDE } from '../../conformance/verdict/not-run.ts';
import type { RequirementVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';

/** What a run says something about, and what it leaves open. Counts of requirements. */
export interface Coverage {
  /** What the system is held to: all but what does not apply to it and what it does not claim. */
  readonly held: number;
  /** Of those: met, with a reservation or without. In a run that is void as a whole: none. */
  readonly met: number;
  readonly failed: number;
  /** Of those: nothing in this version of the harness judges them. */
  readonly unbuilt: number;
  /** Of those: not judged though they could have been; not selected, never came up, or not decided. */
  readonly open: number;
  /** Everything that the system is held to and that can be judged was decided, and something was. */
  readonly isWhole: boolean;
}

const isOutside = ({ verdict, reason }: RequirementVerdict): boolean =>
  verdict === 'NOT_APPLICABLE' || (verdict === 'NOT_RUN' && reason.startsWith(OUTSIDE));

const isUnbuilt = ({ verdict, reason }: RequirementVerdict): boolean =>
  verdict === 'NOT_RUN' && reason.startsWith(NOT_BUILT);

/** Counts what a run decided. Nothing of a void run counts as decided. */
export const coverageOf = ({ requirements, isVoid }: Pick<RunVerdicts, 'requirements' | 'isVoid'>): Coverage => {
  const all = requirements.filter((r) => !isOutside(r));
  const of = (...verdicts: readonly string[]): number =>
    isVoid ? 0 : all.filter((r) => verdicts.includes(r.verdict)).length;
  const [met, failed] = [of('PASS', 'WARN'), of('FAIL')];
  const unbuilt = all.filter(isUnbuilt).length;
  const open = all.length - met - failed - unbuilt;
  return { held: all.length, met, failed, unbuilt, open, isWhole: open === 0 && met + failed > 0 };
};

/** `138 of 140 requirements met, 2 that nothing judges yet`. */
export const coverageText = ({ held, met, failed, unbuilt, open }: Coverage): string =>
  [
    `${met} of ${held} requirements met`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(open === 0 ? [] : [`${open} not judged or not decided`]),
    ...(unbuilt === 0 ? [] : [`${unbuilt} that nothing judges yet`]),
  ].join(', ');
