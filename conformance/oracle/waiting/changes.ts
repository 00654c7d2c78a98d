import type { OpLine } from '../../history/lines.ts';
import type { Course } from '../course/course.ts';
import type { Content, Filing } from '../course/filing.ts';
import type { Moment } from '../course/moment.ts';
import type { OrderState } from '../course/version.ts';

/** One thing that happened in a course and that a rule which waits depends on. */
export type Change =
  /** One more version of the order, by index. */
  | { readonly kind: 'version'; readonly index: number; readonly moment: Moment; readonly op: OpLine }
  /** A reading as it is from then on, and as it was before. */
  | {
      readonly kind: 'reading';
      readonly filing: Filing;
      readonly before: Content | undefined;
      readonly after: Content;
      readonly moment: Moment;
      readonly op: OpLine;
    };

/** What happened to one order and to the readings of its measure, in the order of the course. */
export const changesOf = (course: Course, order: OrderState): readonly Change[] => {
  const changes: Change[] = order.versions.map((version, index) => ({
    kind: 'version',
    index,
    moment: version.moment,
    op: version.op,
  }));
  for (const filing of course.state.filings.values()) {
    if (filing.apart) continue;
    for (const [i, after] of filing.contents.entries())
      changes.push({
        kind: 'reading',
        filing,
        before: filing.contents[i - 1],
        after,
        moment: after.moment,
        op: after.by,
      });
  }
  return changes.sort((a, b) => a.moment.step - b.moment.step);
};
