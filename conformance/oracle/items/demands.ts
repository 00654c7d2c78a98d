import type { Course } from '../course/course.ts';
import { type Content, latestOf } from '../course/filing.ts';
import type { RaisedItem, ReadingRule } from '../course/item.ts';
import { evaluatorIn, itemsAbout, versionSaid } from '../course/raise.ts';
import { standingNamed } from '../course/standing-named.ts';
import type { MeasureCase } from '../explore/measure-case.ts';
import { bareKey } from '../bare-key.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import { acceptedOf, type Filing, type SubmitOp } from '../readings/filing.ts';
import { evaluateChange } from '../rules/evaluate-change.ts';
import { evaluateRepeated } from '../rules/evaluate-repeated.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import { evaluateLimits, evaluatePlausibility } from '../rules/limits.ts';
import { DAY, instant, localInstant } from '../time/instant.ts';
import { localPart, showSpan } from '../time/show-local.ts';
import { after, exactly } from '../time/span.ts';
import type { OrderVersion } from '../course/version.ts';
import { latestCause, lateOf, partsOf, shownFor } from './agreed.ts';
import { Called, ShownEvaluation } from './called.ts';
import type { Demand } from './demand.ts';
import { itemsIn } from './items-in.ts';
import type { Stretch } from './recipients.ts';
import { withdrawalsOf } from './withdrawal-of.ts';
import { effectiveTime } from '../record/kept-reading.ts';

/** What a demand is about, and in which courses. */
interface Subject {
  readonly measure: MeasureCase;
  readonly order: OrderRecord;
  readonly filing: Filing;
  readonly family: ReadingRule;
  /** An unanswered exploration: nothing of it is certain. */
  readonly overflow: boolean;
  readonly lookup: Lookup;
}

/** Names and readings over all courses of a measure: one for all of its demands. */
type Lookup = Pick<Demand, 'nameOf' | 'readingOf'>;

const evaluate = (
  subject: Subject,
  course: Course,
  content: Content,
  version: OrderVersion,
  item?: RaisedItem,
): Evaluation => {
  switch (subject.family) {
    case 'limits':
      return evaluateLimits(content.reading, version);
    case 'data-quality':
      return evaluatePlausibility(content.reading, version);
    case 'change':
      return evaluateChange(course, subject.order.key, content, version, item);
    case 'repeated':
      return evaluateRepeated(course, content, version, item);
  }
};

const inactive = ({ order, family }: Subject, course: Course, content: Content): Evaluation => {
  const standing = standingNamed(
    course.state.orders.get(order.key),
    instant(content.reading.effective),
    content.moment,
  );
  return {
    family,
    version: undefined,
    call: undefined,
    interpretation: undefined,
    features: { inactive: standing },
    why: `${family}: order ${bareKey(order.key)} is not active at ${localPart(content.reading.effective)} (${standing})`,
  };
};

/** Distinct by version and result, as their words say, so that a reader sees each possibility once. */
const distinct = (evaluations: readonly Evaluation[]): readonly Evaluation[] =>
  evaluations.length < 2 ? evaluations : [...new Map(evaluations.map((e) => [e.why, e])).values()];

const NOWHERE: Stretch = { from: 0, to: 0 };
const HULL = (a: Stretch, b: Stretch): Stretch => ({ from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) });

/** Without an item: what each course makes of what the reading says last. */
const silent = (subject: Subject): readonly Evaluation[] => {
  const { courses } = subject.measure.explored;
  const [only] = courses;
  if (courses.length === 1 && only !== undefined) {
    const found = silentIn(subject, only, 0);
    return found === undefined ? [] : [found];
  }
  return distinct(courses.flatMap((course, i) => silentIn(subject, course, i) ?? []));
};

const silentIn = (subject: Subject, course: Course, i: number): Evaluation | undefined => {
  const content = subject.filing.latest[i] ?? subject.filing.contents.at(-1);
  if (content === undefined) return undefined;
  const version = evaluatorIn(content, subject.order.key);
  return version === undefined ? inactive(subject, course, content) : evaluate(subject, course, content, version);
};

/** The 7 days, or a course in which the reading is not, can keep an item away that the rule calls for. */
const quietReason = ({ filing }: Subject, calling: Evaluation): string => {
  const content = filing.contents.at(-1);
  if (content === undefined) return calling.why;
  const old = after(content.moment.now, exactly(effectiveTime(content.reading).at + 7n * DAY));
  if (old !== 'no') {
    const filed = showSpan(content.moment.now, localInstant(content.reading.effective).offsetMinutes);
    return `effective ${localPart(content.reading.effective)}, filed ${filed}: more than 7 days, so no item (${calling.why})`;
  }
  return filing.latest.includes(undefined)
    ? `the reading was erased (${calling.why})`
    : `it counts in an item that is there already (${calling.why})`;
};

const NO_WITHDRAWALS = withdrawalsOf([]);

/** A demand for nothing. */
class Nothing implements Demand {
  readonly level: Demand['level'];
  readonly order: OrderRecord;
  readonly filing: Filing;
  readonly family: ReadingRule;
  readonly evaluations: readonly Evaluation[];
  readonly cause: SubmitOp | undefined;
  readonly raised: Stretch;
  readonly late = 'no';
  readonly items = [];
  readonly most = 0;
  readonly withdrawals = NO_WITHDRAWALS;
  readonly joined: boolean;
  readonly nameOf: Demand['nameOf'];
  readonly readingOf: Demand['readingOf'];
  readonly ambience: Demand['ambience'];

  constructor(subject: Subject, evaluations: readonly Evaluation[]) {
    const { overflow, order, filing, family, lookup } = subject;
    this.nameOf = lookup.nameOf;
    this.readingOf = lookup.readingOf;
    this.joined = isJoined(subject);
    this.level = overflow ? 'may' : 'must-not';
    this.order = order;
    this.filing = filing;
    this.family = family;
    this.evaluations = evaluations;
    this.cause = acceptedOf(filing);
    const [first, ...others] = filing.contents;
    this.raised = others.reduce((hull, c) => HULL(hull, c.moment), first?.moment ?? NOWHERE);
    this.ambience = subject.measure.ambience;
  }

  get why(): string {
    return this.evaluations[0]?.why ?? 'no order evaluates it';
  }
}

const mustNot = (subject: Subject): Demand => {
  const all = silent(subject);
  return new Nothing(subject, all.every((e) => e.call === undefined) ? all : quieted(subject, all));
};

const quieted = (subject: Subject, all: readonly Evaluation[]): readonly Evaluation[] =>
  all.map((e) => (e.call === undefined ? e : { ...e, call: undefined, why: quietReason(subject, e) }));

const bare = ({
  measure,
  order,
  filing,
  family,
  lookup,
}: Subject): Pick<Demand, 'order' | 'filing' | 'family' | 'ambience' | 'nameOf' | 'readingOf'> => ({
  order,
  filing,
  family,
  ambience: measure.ambience,
  ...lookup,
});

const lookupIn = (measure: MeasureCase): Lookup => ({
  nameOf: (key) => firstOf(measure.explored.courses, (course) => course.state.names.get(key)) ?? key,
  readingOf: (key) =>
    firstOf(measure.explored.courses, (course) => {
      const found = course.state.filings.get(key);
      return found === undefined ? undefined : latestOf(found)?.reading;
    }),
});

const firstOf = <T>(courses: readonly Course[], of: (course: Course) => T | undefined): T | undefined => {
  for (const course of courses) {
    const found = of(course);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** In every course an item of another reading holds it: a digest that it joined. */
const isJoined = ({ measure, order, family, filing }: Subject): boolean =>
  family === 'limits' &&
  measure.explored.courses.every((course) =>
    itemsAbout(course, order.key, family, filing.key).some(
      ([, item]) => item.members.includes(filing.key) && item.withdrawn === undefined,
    ),
  );

const callFor = (
  subject: Subject,
  perCourse: readonly (readonly RaisedItem[])[],
  filings: (key: string) => Filing | undefined,
): Demand => {
  const items = perCourse.flat();
  const { courses } = subject.measure.explored;
  const evaluations = distinct(
    perCourse.flatMap((own, i) => {
      const course = courses[i];
      return course === undefined
        ? []
        : own.map((item) => evaluate(subject, course, item.content, versionSaid(item), item));
    }),
  );
  const shown = shownFor(items);
  const everywhere = perCourse.every((own) => own.length > 0);
  const stretches = items.map((i) => ({ from: i.raised.from, to: i.raised.to }));
  return new Called({
    ...bare(subject),
    level: everywhere && !subject.overflow ? 'must' : 'may',
    evaluations: evaluations.map((e) =>
      e.call === undefined ? e : new ShownEvaluation(e, { ...e.call, ...shown(e.call) }),
    ),
    cause: latestCause(items, filings),
    raised: stretches.reduce(HULL),
    late: lateOf(items),
    items,
    most: Math.max(...perCourse.map((own) => own.length)),
    withdrawals: withdrawalsOf(perCourse, subject.overflow),
  });
};

/** No course has an item of any rule about it: so it is with most readings. */
const hasNone = ({ explored }: MeasureCase, { keys }: Filing): boolean => {
  for (const { state } of explored.courses)
    for (const key of keys) if (state.itemsOf.get(key) !== undefined) return false;
  return true;
};

const demandsOfRule = (subject: Subject, filings: (key: string) => Filing | undefined): readonly Demand[] => {
  const perCourse = itemsIn(subject.measure.explored.courses, subject.order.key, subject.family, subject.filing);
  if (perCourse.every((items) => items.length === 0)) return [mustNot(subject)];
  return partsOf(perCourse).map((part) => callFor(subject, part, filings));
};

/** The rules for readings that an order ever had. The limits always: nothing beyond them may raise. */
const rulesOf = ({ versions }: OrderRecord): readonly ReadingRule[] => {
  const has = (kind: string): boolean => versions.some((v) => v.order.rules.some((r) => r.kind === kind));
  return [
    'limits',
    ...(has('change') ? (['change'] as const) : []),
    ...(has('repeated') ? (['repeated'] as const) : []),
    ...(versions.some((v) => v.order.limits.some((l) => l.tier === 'absolute')) ? (['data-quality'] as const) : []),
  ];
};

/** Every demand of one measure: each reading that was rightly filed, each order, each rule. */
export const demandsOf = (
  measure: MeasureCase,
  orders: readonly OrderRecord[],
  filings: readonly Filing[],
): readonly Demand[] => {
  let byKey: Map<string, Filing> | undefined;
  const filingOf = (key: string): Filing | undefined =>
    (byKey ??= new Map(filings.flatMap((f) => [...f.keys].map((k) => [k, f] as const)))).get(key);
  const { overflow } = measure.explored;
  const lookup = lookupIn(measure);
  const rules = orders.filter((o) => o.versions.length > 0).map((order) => ({ order, families: rulesOf(order) }));
  const demands: Demand[] = [];
  for (const filing of filings) {
    if (filing.wrongful) continue;
    const isQuiet = hasNone(measure, filing);
    for (const { order, families } of rules)
      for (const family of families) {
        const subject = { measure, order, filing, family, overflow, lookup };
        if (isQuiet) demands.push(mustNot(subject));
        else demands.push(...demandsOfRule(subject, filingOf));
      }
  }
  return demands;
};
