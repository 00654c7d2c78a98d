import type { RefusalName } from '../../../contract/codes/refusals.ts';
import type { AnyRuling } from '../course/effect.ts';
import type { SubmitOp } from '../course/filing.ts';
import type { Cause, Expectation, Reason } from './expectation.ts';

const groundsOf = ({ grounds }: AnyRuling): readonly Reason[] => grounds as readonly Reason[];

const distinct = (reasons: readonly Reason[]): readonly Reason[] => {
  const first = new Map<string, Reason>();
  for (const reason of reasons) if (!first.has(reason.why)) first.set(reason.why, reason);
  return [...first.values()];
};

/** What may become of one attempt, from what every course makes of it. */
export const expectationOf = (rulings: readonly AnyRuling[]): Expectation => {
  const [only] = rulings;
  if (only !== undefined && rulings.length === 1 && only.grounds.length === 0) return only.replay ? REPLAYED : FILED;
  return {
    accept: rulings.some((r) => r.way !== 'refuse'),
    files: rulings.some((r) => r.way !== 'refuse' && !r.replay && !r.apart),
    replay: rulings.some((r) => r.replay),
    storedAnswer: rulings.some((r) => r.storedAnswer),
    apart: rulings.some((r) => r.apart),
    apartBecause: distinct(rulings.filter((r) => r.apart).flatMap(groundsOf)),
    reasons: distinct(rulings.filter((r) => r.way !== 'accept').flatMap(groundsOf)),
  };
};

const FILED: Expectation = {
  accept: true,
  files: true,
  replay: false,
  storedAnswer: false,
  apart: false,
  apartBecause: [],
  reasons: [],
};
const REPLAYED: Expectation = { ...FILED, files: false, replay: true };

interface Sibling {
  readonly op: SubmitOp;
  readonly expectation: Expectation;
}

/**
 * A v2 message and a transaction are all or nothing: what refuses one entry refuses the others.
 * Source: contract, Admission.
 */
export const withSiblings = <T extends Sibling>(attempts: readonly T[]): readonly T[] => {
  const bundles = new Map<string, T[]>();
  for (const attempt of attempts) {
    const { bundle } = attempt.op.act;
    if (bundle === undefined || bundle.kind === 'batch') continue;
    bundles.set(bundle.id, [...(bundles.get(bundle.id) ?? []), attempt]);
  }
  if (bundles.size === 0) return attempts;
  return attempts.map((attempt) => {
    const { bundle } = attempt.op.act;
    if (bundle === undefined) return attempt;
    const siblings = bundles.get(bundle.id) ?? [];
    const bad = siblings.filter((s) => s !== attempt && s.expectation.reasons.some((r) => r.cause !== 'sibling'));
    if (bad.length === 0 || attempt.expectation.reasons.some((r) => r.cause === 'sibling')) return attempt;
    const certain = bad.some((s) => !s.expectation.accept);
    const reasons = bad.flatMap((s) => s.expectation.reasons).map(asSibling);
    const { expectation } = attempt;
    return {
      ...attempt,
      expectation: {
        ...expectation,
        accept: expectation.accept && !certain,
        files: expectation.files && !certain,
        reasons: [...expectation.reasons, ...reasons],
      },
    };
  });
};

const asSibling = ({ codes, why }: Reason): Reason => ({
  cause: 'sibling' satisfies Cause,
  codes: codes as readonly RefusalName[],
  why: `another entry of the same message: ${why}`,
});
