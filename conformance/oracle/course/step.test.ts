import { describe, expect, test } from 'vitest';
import { makeOrder, orderId } from '../history-builder.test-helper.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import { exactly, type Span } from '../time/span.ts';
import { PatientClock } from '../time/patient-clock.ts';
import { versionOf } from '../version.test-helper.ts';
import type { Ambience } from './ambience.ts';
import { Choices } from './choices.ts';
import { Course } from './course.ts';
import { Step } from './step.ts';
import type { OrderVersion } from './version.ts';
import type { OpLine } from '../../history/lines.ts';

const STARTED = '2035-01-01T00:00:00.000Z';
const ZERO = BigInt(Date.parse(STARTED)) * 1_000_000n;
const ambience = { clock: new PatientClock(STARTED, 0n), horizon: 1000 } as Ambience;
const op = (sent: number, settled: number, outcome: OpLine['outcome'] = 'ok'): OpLine =>
  ({ sent, settled, outcome }) as OpLine;
const stepOf = (course: Course, line: OpLine, to = line.settled, low = 0, script: readonly number[] = []) => {
  const choices = new Choices(script);
  return { step: new Step(course, ambience, line, low, to, choices), choices };
};
const span = (low: bigint, high: bigint): Span => ({ low: ZERO + low, high: ZERO + high });

describe('when', () => {
  test('not before it was sent, nor before what it comes after, nor before it begins', () => {
    const spans = [
      stepOf(new Course(), op(100, 200)),
      stepOf(new Course(), op(100, 200), 200, 150),
      stepOf(new Course(), op(100, 200), 200, 50),
      stepOf(new Course(), op(100, 200), 200, 300),
    ].map(({ step }) => [step.from, step.to, step.now]);
    expect(spans).toEqual([
      [100, 200, span(100n, 200n)],
      [150, 200, span(150n, 200n)],
      [100, 200, span(100n, 200n)],
      [300, 300, span(300n, 300n)],
    ]);
  });

  test('of several attempts that are as good as one, not before the first was sent', () => {
    const of = (low: number): number =>
      new Step(new Course(), ambience, op(100, 200, 'unknown'), low, 200, new Choices(), undefined, 40).from;
    expect([of(0), of(60)]).toEqual([40, 60]);
  });

  test('the clock is asked up to the horizon, where it may never have taken effect', () => {
    const open = Number.POSITIVE_INFINITY;
    expect(stepOf(new Course(), op(100, 200, 'unknown'), open).step.now).toEqual(span(100n, 1000n));
    expect(stepOf(new Course(), op(1100, 1200, 'unknown'), open).step.now).toEqual(span(1100n, 1100n));
  });

  test('what is known of the clock already holds', () => {
    const step = new Step(new Course(), ambience, op(100, 200), 0, 200, new Choices(), span(120n, 130n));
    expect([step.now, step.moment.now]).toEqual([span(120n, 130n), span(120n, 130n)]);
  });

  test('an item that nobody saw is raised when it was answered at the latest', () => {
    const by = (outcome: OpLine['outcome'], to: number): number =>
      stepOf(new Course(), op(100, 200, outcome), to).step.raisedBy;
    expect([by('ok', 150), by('ok', 250), by('unknown', 150), by('unknown', 250)]).toEqual([200, 250, 150, 250]);
  });

  test('its moment is that of the course', () => {
    const course = new Course();
    course.steps = 4;
    expect(stepOf(course, op(100, 200)).step.moment).toEqual({ step: 4, from: 100, to: 200, now: span(100n, 200n) });
  });
});

describe('questions', () => {
  test('pick and decide', () => {
    const { step, choices } = stepOf(new Course(), op(0, 1), 1, 0, [1, 1]);
    expect([
      step.pick(['a', 'b']),
      step.decide('maybe'),
      step.decide('maybe'),
      step.decide('yes'),
      step.decide('no'),
    ]).toEqual(['b', false, true, true, false]);
    expect([step.pick(['only']), step.pick([undefined]), choices.asked.length]).toEqual(['only', undefined, 3]);
    expect(() => step.pick([])).toThrow(RangeError);
  });

  test('whether the clock is past an instant is asked only where it is open, and narrows the step', () => {
    const { step, choices } = stepOf(new Course(), op(100, 200));
    expect([step.isPast(ZERO + 99n), step.isPast(ZERO + 200n), choices.asked.length]).toEqual([true, false, 0]);
    expect([step.isPast(ZERO + 150n), step.now, step.from, step.to]).toEqual([true, span(151n, 200n), 151, 200]);
    expect(step.moment).toEqual({ step: 0, from: 151, to: 200, now: span(151n, 200n) });
    expect([step.isPast(ZERO + 150n), step.isPast(ZERO + 140n), choices.asked.length]).toEqual([true, true, 1]);
    const no = stepOf(new Course(), op(100, 200), 200, 0, [1]);
    const before = no.step.moment;
    expect([before.to, no.step.isPast(ZERO + 150n), no.step.now, no.step.from, no.step.to]).toEqual([
      200,
      false,
      span(100n, 150n),
      100,
      151,
    ]);
    expect(no.step.moment.now).toEqual(span(100n, 150n));
    expect([no.step.isPast(ZERO + 150n), no.step.isPast(ZERO + 170n), no.choices.asked.length]).toEqual([
      false,
      false,
      1,
    ]);
  });

  test('a clock off by a second narrows the stretch less', () => {
    const off = { ...ambience, horizon: 5000, clock: new PatientClock(STARTED, 1000n) } as Ambience;
    const past = new Step(new Course(), off, op(100, 200), 0, 200, new Choices());
    expect([past.isPast(ZERO + 150n), past.now, past.from, past.to]).toEqual([true, span(151n, 1200n), 100, 200]);
    const not = new Step(new Course(), off, op(100, 200), 0, 200, new Choices([1]));
    expect([not.isPast(ZERO + 150n), not.now, not.from, not.to]).toEqual([false, span(-900n, 150n), 100, 200]);
    const far = new Step(new Course(), off, op(1000, 3000), 0, 3000, new Choices([1]));
    expect([far.isPast(ZERO + 150n), far.now, far.from, far.to]).toEqual([false, span(0n, 150n), 1000, 1151]);
    const near = new Step(new Course(), off, op(1000, 3000), 0, 3000, new Choices([0]));
    expect([near.isPast(ZERO + 3500n), near.now, near.from, near.to]).toEqual([true, span(3501n, 4000n), 2501, 3000]);
  });
});

describe('versions', () => {
  const key = keyOf(orderId());
  const open: OrderVersion = versionOf(makeOrder(), {
    from: span(100n, 200n),
    byAcceptance: true,
    moment: { step: 0, from: 100, to: 200, now: span(100n, 200n) },
  });
  const of = (...versions: OrderVersion[]): Course => {
    const course = new Course();
    course.state.orders.set(key, { key, versions });
    return course;
  };
  const kept = (course: Course): OrderVersion | undefined => course.state.orders.get(key)?.versions[0];

  test('whether one began by an instant is asked where it is open, and kept', () => {
    const course = of(open);
    const { step, choices } = stepOf(course, op(300, 400), 400, 0, [0, 1]);
    expect([step.beganBy(open, ZERO + 99n), step.beganBy(open, ZERO + 200n), choices.asked.length]).toEqual([
      false,
      true,
      0,
    ]);
    expect([step.beganBy(open, ZERO + 180n), kept(course)?.from, kept(course)?.moment.now]).toEqual([
      true,
      span(100n, 180n),
      span(100n, 180n),
    ]);
    // The version is still asked about as it was: the course knows.
    expect([step.beganBy(open, ZERO + 180n), step.beganBy(open, ZERO + 190n), choices.asked.length]).toEqual([
      true,
      true,
      1,
    ]);
    expect([step.beganBy(open, ZERO + 100n), kept(course)?.from]).toEqual([false, span(101n, 180n)]);
    expect([step.beganBy(open, ZERO + 100n), choices.asked.length]).toEqual([false, 2]);
  });

  test('whether one was taken before an instant likewise', () => {
    const stated = { ...open, from: exactly(ZERO + 50n), byAcceptance: false };
    const course = of(stated);
    const { step, choices } = stepOf(course, op(300, 400), 400, 0, [0, 1]);
    expect([
      step.takenBefore(stated, ZERO + 100n),
      step.takenBefore(stated, ZERO + 201n),
      choices.asked.length,
    ]).toEqual([false, true, 0]);
    expect([step.takenBefore(stated, ZERO + 180n), kept(course)?.moment.now, kept(course)?.from]).toEqual([
      true,
      span(100n, 179n),
      exactly(ZERO + 50n),
    ]);
    expect([step.takenBefore(stated, ZERO + 180n), choices.asked.length]).toEqual([true, 1]);
    expect([step.takenBefore(stated, ZERO + 150n), kept(course)?.moment.now]).toEqual([false, span(150n, 179n)]);
    expect([step.takenBefore(stated, ZERO + 150n), choices.asked.length]).toEqual([false, 2]);
  });

  test('whether one that was overtaken holds still is asked once', () => {
    const course = of(open);
    const { step, choices } = stepOf(course, op(300, 400), 400, 0, [1]);
    expect([step.holdsStill(open), step.holdsStill(open), kept(course)?.holdsStill, choices.asked.length]).toEqual([
      false,
      false,
      false,
      1,
    ]);
    const told = { ...open, holdsStill: true };
    const other = of(told);
    const state = other.state.orders.get(key);
    expect([
      stepOf(other, op(300, 400), 400, 0, [1]).step.holdsStill(told),
      other.state.orders.get(key) === state,
    ]).toEqual([true, true]);
  });

  test('what is known changes the one version alone, and no other order', () => {
    const other = versionOf(makeOrder(), { from: span(100n, 200n) });
    const course = of(open, other);
    stepOf(course, op(300, 400)).step.beganBy(open, ZERO + 150n);
    expect(course.state.orders.get(key)?.versions[1]).toBe(other);
    const none = new Course();
    const { step } = stepOf(none, op(300, 400));
    expect([
      step.beganBy(open, ZERO + 150n),
      step.takenBefore(open, ZERO + 150n),
      step.holdsStill(open),
      [...none.state.orders.keys()],
    ]).toEqual([true, true, true, []]);
  });

  test('what is known leaves its state alone', () => {
    const course = of({ ...open, from: exactly(ZERO + 150n) });
    const state = course.state.orders.get(key);
    const { step } = stepOf(course, op(300, 400));
    expect([step.beganBy(open, ZERO + 150n), step.beganBy(open, ZERO + 149n)]).toEqual([true, false]);
    step.takenBefore(open, ZERO + 300n);
    expect(course.state.orders.get(key)).toBe(state);
  });
});
