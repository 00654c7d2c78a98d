import type { OpLine } from '../../history/lines.ts';
import type { Course } from '../course/course.ts';
import type { RaisedItem } from '../course/item.ts';
import type { DemandFact } from '../facts.ts';
import type { MeasureView } from '../derive/world.ts';
import type { ItemSaid } from './explanation.ts';
import { namingOf } from './naming.ts';
import { recipientsSaid } from './recipients-said.ts';
import type { Understood } from './understood.ts';

/** The operation that took effect at a place in the order of a course: a reading, or a version of an order. */
const opAt = (course: Course, step: number): OpLine | undefined => {
  for (const { contents } of course.state.filings.values())
    for (const content of contents) if (content.moment.step === step) return content.by;
  for (const { versions } of course.state.orders.values())
    for (const version of versions) if (version.moment.step === step) return version.op;
  return undefined;
};

const courseOf = (view: MeasureView, item: RaisedItem): Course | undefined =>
  view.measure.explored.courses.find((course) => [...course.state.items.values()].includes(item));

const withdrawers = (view: MeasureView, { demand }: DemandFact): readonly OpLine[] => {
  const ops = demand.items.flatMap((item) => {
    const course = item.withdrawn === undefined ? undefined : courseOf(view, item);
    const op = course === undefined || item.withdrawn === undefined ? undefined : opAt(course, item.withdrawn.at.step);
    return op ?? [];
  });
  return [...new Set(ops)];
};

/** What has to be, may be, or was seen though it must not be: each with whose In Basket, what raised and what withdrew it. */
export const itemsSaid = (all: Understood, view: MeasureView, facts: readonly DemandFact[]): readonly ItemSaid[] =>
  facts
    .filter((fact) => fact.demand.level === 'must' || fact.demand.items.length > 0 || fact.items.length > 0)
    .map((fact) => ({
      fact,
      recipients: recipientsSaid(all, namingOf(all, fact), fact.recipients),
      cause: fact.demand.items[0]?.cause ?? fact.demand.cause,
      withdrawnBy: withdrawers(view, fact),
    }));
