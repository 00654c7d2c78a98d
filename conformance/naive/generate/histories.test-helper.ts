import type fc from 'fast-check';
import { keyOf } from '../../../contract/domain/index.ts';
import type { HistoryLine } from '../../history/lines.ts';
import { trueCourse } from './course.test-helper.ts';
import { linesOf } from './lines.test-helper.ts';
import { plans } from './plan.test-helper.ts';

/** A generated history with the rules and gates that decided in its true course. */
export interface MadeHistory {
  readonly lines: readonly HistoryLine[];
  readonly tags: ReadonlySet<string>;
}

interface Claim {
  readonly identifier: string;
  readonly patient: string;
  readonly sent: number;
  readonly settled: number;
}

const claimsOf = (lines: readonly HistoryLine[]): readonly Claim[] =>
  lines.flatMap((line) => {
    if (line.kind !== 'op' || line.act.op !== 'reading.submit') return [];
    const { identifier, patient } = line.act.reading;
    const settled = line.outcome === 'unknown' ? Number.POSITIVE_INFINITY : line.settled;
    return [{ identifier: keyOf(identifier), patient: keyOf(patient), sent: line.sent, settled }];
  });

/**
 * Whether it is open which of two patients used an identifier first. Patients are judged one by one, so that nothing
 * is said of such a reading but that it may be refused; brute force, which looks at both, can say more.
 */
const isContested = (lines: readonly HistoryLine[]): boolean => {
  const claims = claimsOf(lines);
  return claims.some((a) =>
    claims.some(
      (b) => a.identifier === b.identifier && a.patient !== b.patient && a.sent <= b.settled && b.sent <= a.settled,
    ),
  );
};

/** Histories of a conforming system, of at most seven operations. Shrinks to fewer and plainer ones. */
export const histories: fc.Arbitrary<MadeHistory> = plans
  .map((plan) => {
    const course = trueCourse(plan);
    return { lines: linesOf(course), tags: course.world.tags };
  })
  .filter(({ lines }) => !isContested(lines));
