import type { Identifier, Rule } from '../../../contract/domain/index.ts';
import type { Analysis, PatientAnalysis } from '../analysis.ts';
import { bareKey } from '../bare-key.ts';
import type { Course } from '../course/course.ts';
import { type RaisedItem, slotOf, standsOf } from '../course/item.ts';
import type { ExpectedItem } from '../expectations.ts';
import type { MeasureCase } from '../explore/measure-case.ts';
import { familyOf } from '../items/family-of.ts';
import { recipientsIn } from '../course/route.ts';
import type { OrderVersion } from '../course/version.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { exactly, type Span } from '../time/span.ts';
import { namedFor } from '../waiting/escalation.ts';
import { errorOf } from '../waiting/copies.ts';
import { Watched } from '../waiting/watched.ts';
import {
  isThisCopy,
  isThisMissing,
  isThisSummary,
  isWithdrawn,
  type Waiting,
  waitingOf,
} from '../waiting/waiting-of.ts';
import type { Tri } from '../time/span.ts';
import { type Count, Slots } from './slots.ts';

type SummaryRule = Extract<Rule, { kind: 'summary' }>;

const ms = (at: bigint): string => new Date(Number(at / 1_000_000n)).toISOString();

/** How many of one stand, by whether it was withdrawn. */
const STANDING: Readonly<Record<Tri, readonly number[]>> = { yes: [0], no: [1], maybe: [0, 1] };

const lateOf = (late: Tri): readonly boolean[] => (late === 'maybe' ? [false, true] : [late === 'yes']);

interface About {
  readonly measure: MeasureCase;
  readonly course: Course;
  readonly watched: Watched;
}

const contentOf = (item: RaisedItem): readonly string[] => {
  if (item.rule === 'change') return [item.interpretation.join('+')];
  // An item from before there was a digest is one as soon as another reading has joined it.
  const gathers = item.members.length > 1 || item.version.order.rules.some((rule) => rule.kind === 'digest');
  return item.digest !== undefined && gathers ? [item.members.map(bareKey).toSorted().join(',')] : [];
};

const recipientsFor = ({ measure, course, watched }: About, item: RaisedItem): readonly string[] => {
  // Which it was the course has taken, since further readings join by it.
  if (item.digest !== undefined) return [item.digest.recipient];
  const keys = course.state.filings.get(item.reading)?.keys ?? [item.reading];
  const isIt = (o: ObservedItem): boolean =>
    familyOf(o.latest) === item.rule &&
    o.latest.kind === item.kind &&
    (item.rule !== 'limits' || o.latest.interpretation.join() === item.interpretation.join());
  const settled = item.cause.outcome === 'ok' ? item.cause.settled : item.raised.to;
  const by = watched.firstSight(item.order, keys, isIt, item.raised.from) ?? Math.max(item.raised.to, settled);
  const to = Math.max(by, item.raised.to);
  const raising = { step: item.raised.step, from: item.raised.from, to, notBefore: item.raised.now.low };
  return recipientsIn(course, measure.ambience, item.order, (v) => v.order.responsible, raising);
};

const ofReadings = (about: About): readonly Count[] =>
  [...about.course.state.items.values()].map((item) => ({
    slot: slotOf(item),
    raised: 1,
    standing: [standsOf(item) ? 1 : 0],
    recipients: recipientsFor(about, item),
    late: lateOf(item.late),
    content: standsOf(item) ? contentOf(item) : [],
  }));

/** Until it had come into sight it may have been raised. */
const dueRecipients = (
  { measure, course, watched }: About,
  order: string,
  due: Span,
  named: (version: OrderVersion) => Identifier,
  isIt: (item: ObservedItem) => boolean,
  known: Waiting['known'],
): readonly string[] => {
  const { clock } = measure.ambience;
  const { from } = clock.reached(due.low);
  const { to } = clock.reached(due.high);
  const sight = watched.firstDue(order, isIt, from);
  // It has no place among the effects: what had settled by its instant came before it, and what began at the end of a
  // stretch in which it was seen already came after it.
  const raising = { step: 0, from, to: sight === undefined ? to : Math.max(from, to - 1, sight) };
  return recipientsIn(course, measure.ambience, order, named, raising, known);
};

const ofTime = (about: About, { missing, copies, summaries, known }: Waiting): readonly Count[] => [
  ...missing.map((item): Count => ({
    slot: `${bareKey(item.order)} missing ${ms(item.due.low)}`,
    raised: 1,
    standing: [item.withdrawn === undefined ? 1 : 0],
    recipients: dueRecipients(about, item.order, item.raised, (v) => v.order.responsible, isThisMissing(item), known),
    late: [],
    content: [],
  })),
  ...copies.map((copy): Count => ({
    slot: `${bareKey(copy.item.order)} escalation ${bareKey(copy.item.reading)} ${copy.step}`,
    raised: 1,
    orNot: copy.made === 'maybe',
    standing: STANDING[isWithdrawn(about.course, copy)],
    recipients: dueRecipients(
      about,
      copy.item.order,
      copy.due,
      (v) => namedFor(copy, v),
      isThisCopy(copy, about.course),
      known,
    ),
    late: lateOf(copy.late),
    content: [],
  })),
  ...summaries.map((s): Count => {
    const named = s.version.order.rules.find((r): r is SummaryRule => r.kind === 'summary')?.recipient;
    const { count, abnormal, critical, min, max, mean } = s.figures;
    return {
      slot: `${bareKey(s.order)} summary ${ms(s.start)}`,
      raised: 1,
      standing: [errorOf(about.course, s.order) === undefined ? 1 : 0],
      recipients: dueRecipients(
        about,
        s.order,
        exactly(s.made),
        (v) => named ?? v.order.responsible,
        isThisSummary(s),
        known,
      ),
      late: [],
      content: [[count, abnormal, critical, min ?? '-', max ?? '-', mean ?? '-'].join(' ')],
    };
  }),
];

const ofPatient = ({ record, measures }: PatientAnalysis, end: number): readonly ExpectedItem[] => {
  const watched = new Watched(record);
  return measures.flatMap((measure) => {
    const slots = new Slots();
    for (const course of measure.explored.courses) {
      const about = { measure, course, watched };
      const items = ofReadings(about);
      for (const way of waitingOf(measure, course, watched, end).ways) slots.add([...items, ...ofTime(about, way)]);
    }
    return slots.expected();
  });
};

/** Every item that the history calls for, or may call for. */
export const expectedItems = ({ patients, end }: Analysis): readonly ExpectedItem[] =>
  patients.flatMap((patient) => ofPatient(patient, end)).toSorted((a, b) => (a.slot < b.slot ? -1 : 1));
