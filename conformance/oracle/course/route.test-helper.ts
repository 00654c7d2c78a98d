import { keyOf } from '../../../contract/domain/index.ts';
import { makeOrder, orderId, type OrderInput, personId } from '../history-builder.test-helper.ts';
import { CoverageBook } from '../people/coverage-book.ts';
import { PatientClock } from '../time/patient-clock.ts';
import type { Span } from '../time/span.ts';
import { versionOf } from '../version.test-helper.ts';
import type { Ambience } from './ambience.ts';
import { Course } from './course.ts';
import type { Moment } from './moment.ts';
import { type Raising, recipientsIn } from './route.ts';
import type { OrderVersion } from './version.ts';

export const MS = 1_000_000;
export const STARTED = '2035-01-01T00:00:00.000Z';
export const ZERO = BigInt(Date.parse(STARTED)) * 1_000_000n;
export const KEY = keyOf(orderId());
export const iso = (ms: number): string => new Date(Date.parse(STARTED) + ms).toISOString();
/** Milliseconds of the day as the clock shows them. */
export const ms = (low: number, high = low): Span => ({ low: ZERO + BigInt(low * MS), high: ZERO + BigInt(high * MS) });
/** An effect that took place at a step, between two milliseconds. */
export const moment = (step: number, from: number, to = from): Moment => ({
  step,
  from: from * MS,
  to: to * MS,
  now: ms(from, to),
});
export const raising = (step: number, from: number, to = from): Raising => ({ step, from: from * MS, to: to * MS });

/** A version that sends items to a person, from an instant, taken at a moment. */
export const version = (
  person: string,
  from: Span,
  taken: Moment,
  more: OrderInput & Partial<Pick<OrderVersion, 'byAcceptance' | 'holdsStill'>> = {},
): OrderVersion => {
  const { byAcceptance = false, holdsStill, ...input } = more;
  return versionOf(makeOrder({ ...input, responsible: personId(person) }), {
    from,
    moment: taken,
    byAcceptance,
    ...(holdsStill === undefined ? {} : { holdsStill }),
  });
};
export const accepted = (person: string, taken: Moment, more: OrderInput = {}): OrderVersion =>
  version(person, taken.now, taken, { ...more, byAcceptance: true });

export const around = (coverage = new CoverageBook()): Ambience =>
  ({ clock: new PatientClock(STARTED, 0n), horizon: 10_000 * MS, coverage }) as Ambience;

/** Where an item goes that is raised then. */
export const to = (versions: readonly OrderVersion[], when: Raising): string =>
  recipientsOf(courseOf(...versions), around(), when);
export const courseOf = (...versions: OrderVersion[]): Course => {
  const course = new Course();
  if (versions.length > 0) course.state.orders.set(KEY, { key: KEY, versions });
  return course;
};
export const recipientsOf = (course: Course, ambience: Ambience, when: Raising): string =>
  recipientsIn(course, ambience, KEY, (v) => v.order.responsible, when)
    .map((key) => key.split('|')[1])
    .join();

export const first = version('a', ms(-1000), moment(0, 0));
