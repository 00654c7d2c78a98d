import type { InboxItem, Measure } from '../../../contract/domain/index.ts';
import type { Policies, RuleClaim } from '../../history/lines.ts';
import type { CoverageBook } from '../people/coverage-book.ts';
import type { PatientClock } from '../time/patient-clock.ts';
import type { Tri } from '../time/span.ts';
import type { ReadingRule } from './item.ts';
import type { OrderOp } from './version.ts';

/** What tells one item about a reading from another. */
export type Seen = Readonly<Pick<InboxItem, 'kind'>> & { readonly interpretation: readonly string[] };

/** What surrounds a course and does not depend on it: the SUT's declarations, its people, the patient's phone. */
export interface Ambience {
  readonly measure: Measure;
  readonly clock: PatientClock;
  readonly policies: Policies;
  /** Monotonic: nothing is asked about what comes after it. */
  readonly horizon: number;
  /** Optional rules that the SUT says it has; undefined: it does not say. */
  readonly claims: ReadonlySet<RuleClaim> | undefined;
  /** The SUT has a portal: a grant needs a picked tracker. */
  readonly portal: boolean;
  /** Readings come from sources that are admitted one by one. */
  readonly admitsSources: boolean;
  /** In Baskets that were declared: known from the start. */
  readonly declared: ReadonlySet<string>;
  /** The patient is announced in the course of the run; else he is taken to be provisioned. */
  readonly announced: boolean;
  readonly coverage: CoverageBook;
  /** For the words of a refusal: what the patient has of the other measure. */
  readonly otherMeasureOrdered: (to: number) => boolean;
  readonly otherMeasurePermitted: (to: number) => boolean;
  /** The identifier is used by a reading of another patient or measure. */
  readonly foreign: (key: string, from: number, to: number) => Tri;
  /** What was sent about an order, in the order of sending: not all of it is taken in every course, nor yet. */
  readonly orderOps: (order: string) => readonly OrderOp[];
  /**
   * When the first such item about a reading under an order and rule had come into sight, not before `since`: one in sight
   * before is another, that was withdrawn; undefined: never.
   */
  readonly firstSight: (
    order: string,
    rule: ReadingRule,
    readings: readonly string[],
    of: Seen,
    since: number,
  ) => number | undefined;
}
