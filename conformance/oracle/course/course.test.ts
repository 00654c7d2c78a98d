import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import {
  change,
  critical,
  makeReading,
  OKAFOR,
  orderId,
  patientId,
  reference,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { Course } from './course.ts';
import { type Filing, latestOf, liveOf } from './filing.ts';
import { Played, played } from './played.test-helper.ts';

const key = (name: string): string => keyOf(makeReading({ name, value: '1' }).identifier);

/** What a course prints after each of these was done to it alone. */
const prints = (...moves: readonly ((p: Played) => void)[]): string[] =>
  moves.map((move) => {
    const p = played({
      limits: [reference('70', '180'), critical('54', '300')],
      rules: [change('gain', '20', 'mg/dL', '24 h')],
    });
    p.reading({ name: 'r', value: '200' });
    p.wait(1000);
    move(p);
    return p.course.print;
  });
const allDiffer = (found: readonly string[]): void => expect(new Set(found).size).toBe(found.length);

describe('courses print alike if and only if the same can follow', () => {
  test('for the same operations they do', () => {
    const [one, other] = prints(
      () => undefined,
      () => undefined,
    );
    expect(one).toBe(other);
  });

  test('whatever differs of an order, of permission, or around them', () => {
    const source = (value: string) => ({
      identifier: { system: 'urn:example:client', value },
      measures: ['glucose' as const],
      expires: '2036-01-01T00:00:00Z',
    });
    const phone = (version: string) =>
      ({
        identifier: { system: 'urn:example:phone', value: 'one' },
        patient: patientId(),
        kind: 'phone',
        platform: { os: 'ios', version },
      }) as never;
    allDiffer(
      prints(
        () => undefined,
        (p) => p.order({ name: 'o2' }),
        (p) => p.order({ name: 'o3' }),
        (p) => p.change({ from: p.wall(1000) }),
        (p) => p.change({ from: p.wall(2000) }),
        (p) => p.change({}),
        (p) => p.change({}, { within: 10 }),
        (p) => p.permission('withdrawn'),
        (p) => p.wait(1).permission('granted'),
        (p) => p.wait(2).permission('granted'),
        (p) => p.do({ op: 'tracker.set', patient: patientId(), order: orderId(), state: 'picked' }),
        (p) => p.do({ op: 'tracker.set', patient: patientId(), order: orderId('o9'), state: 'picked' }),
        (p) => {
          for (const state of ['picked', 'disconnected'] as const)
            p.do({ op: 'tracker.set', patient: patientId(), order: orderId(), state });
        },
        (p) => p.do({ op: 'coverage.set', coverage: { person: RIVERA, absences: [] } }),
        (p) => p.do({ op: 'coverage.set', coverage: { person: OKAFOR, absences: [] } }),
        (p) => {
          p.do({ op: 'coverage.set', coverage: { person: RIVERA, absences: [] } });
          p.do({ op: 'coverage.set', coverage: { person: RIVERA, absences: [] } });
        },
        (p) => {
          p.do({ op: 'clock.advance', to: p.wall() });
          p.do({ op: 'coverage.set', coverage: { person: RIVERA, absences: [] } });
        },
        (p) => p.do({ op: 'source.set', source: source('a'), status: 'admitted' }),
        (p) => p.do({ op: 'source.set', source: source('b'), status: 'admitted' }),
        (p) => {
          p.do({ op: 'source.set', source: source('a'), status: 'admitted' });
          p.do({ op: 'source.set', source: source('a'), status: 'withdrawn' });
        },
        (p) => p.do({ op: 'device.register', device: phone('17') }),
        (p) => p.do({ op: 'device.register', device: phone('7') }),
        (p) => p.do({ op: 'person.clinician', clinician: { identifier: OKAFOR, family: 'O', given: 'A' } }),
        (p) => p.do({ op: 'person.clinician', clinician: { identifier: RIVERA, family: 'O', given: 'A' } }),
      ),
    );
  });

  test('whatever differs of a reading or an item', () => {
    const r = makeReading({ name: 'r', value: '200', at: '2035-01-01T00:00:01.000Z' });
    allDiffer(
      prints(
        () => undefined,
        (p) => p.reading({ name: 's', value: '120' }),
        (p) => p.reading({ name: 't', value: '120' }),
        (p) => p.reading({ name: 's', value: '121' }),
        (p) => p.reading({ name: 's', value: '120', status: 'preliminary' }),
        (p) => p.again(r, { value: '210', status: 'corrected' }),
        (p) => p.again(r, { value: '120', status: 'corrected' }),
        (p) => p.again(r, { status: 'entered-in-error' }),
        (p) => p.again(makeReading({ name: 'u', value: '1' }), { status: 'entered-in-error' }),
        (p) => p.act('seen', 'r'),
        (p) => p.act('done', 'r'),
        (p) => p.reading({ name: 's', value: '230' }),
      ),
    );
  });

  test('the names of a reading, whether it had to be refused, and by what it was evaluated', () => {
    const [content] = (() => {
      const p = played();
      p.order({ name: 'o2' });
      p.reading({ name: 'r', value: '120' });
      return p.course.filing(key('r'))?.contents ?? [];
    })();
    if (content === undefined) throw new Error('no reading');
    const filing: Filing = { key: 'r', keys: ['r'], contents: [content], attempts: [], wrongful: false, apart: false };
    const printed = (more: Partial<Filing>): string => {
      const course = new Course();
      course.putFiling({ ...filing, ...more });
      return course.print;
    };
    allDiffer([
      new Course().print,
      printed({}),
      printed({ keys: ['r', 's'] }),
      printed({ keys: ['rs'] }),
      printed({ wrongful: true }),
      printed({ contents: [] }),
      printed({ contents: [content, content] }),
      printed({ contents: [{ ...content, erased: true }] }),
      printed({ contents: [{ ...content, evaluators: [] }] }),
      printed({ contents: [{ ...content, evaluators: content.evaluators.slice(0, 1) }] }),
      printed({ contents: [{ ...content, evaluators: content.evaluators.slice(1) }] }),
      printed({
        contents: [
          {
            ...content,
            evaluators: content.evaluators.map((e) => ({
              ...e,
              version: { ...e.version, from: { low: 1n, high: 2n } },
            })),
          },
        ],
      }),
      printed({
        contents: [
          {
            ...content,
            evaluators: content.evaluators.map((e) => ({
              ...e,
              version: { ...e.version, from: { low: 1n, high: 3n } },
            })),
          },
        ],
      }),
      printed({
        contents: [
          {
            ...content,
            evaluators: content.evaluators.map((e) => ({
              ...e,
              version: { ...e.version, op: { ...e.version.op, seq: 99 } },
            })),
          },
        ],
      }),
    ]);
    // When it came, and in how many attempts, is told by nothing that follows.
    expect(printed({ attempts: [content.by] })).toBe(printed({}));
  });

  test('whatever is told of an item', () => {
    const p = played();
    p.reading({ name: 'r', value: '200' });
    const [item] = [...p.course.state.items.values()];
    if (item === undefined) throw new Error('no item');
    const { raised } = item;
    const printed = (more: Partial<typeof item>): string => {
      const course = new Course();
      course.state.items.set('i', { ...item, ...more });
      return course.print;
    };
    allDiffer([
      printed({}),
      printed({ order: 'x|o2' }),
      printed({ nth: 2 }),
      printed({ rule: 'change' }),
      printed({ rule: 'change', interpretation: ['U'] }),
      printed({ members: ['a'] }),
      printed({ members: ['a', 'b'] }),
      printed({ done: raised }),
      printed({ seen: raised }),
      printed({ done: raised, seen: raised }),
      printed({ withdrawn: { reason: 're-evaluated', at: raised } }),
      printed({ withdrawn: { reason: 'entered-in-error', at: raised } }),
      printed({ digest: { anchor: 0n, recipient: 'a' } }),
      printed({ digest: { anchor: 0n, recipient: 'b' } }),
      printed({ version: { ...item.version, from: { low: 1n, high: 2n } } }),
    ]);
    expect([printed({ digest: { anchor: 1n, recipient: 'a' } }), printed({ updates: 3 })]).toEqual([
      printed({ digest: { anchor: 0n, recipient: 'a' } }),
      printed({}),
    ]);
  });

  test('whether what was overtaken holds still', () => {
    const p = played();
    const state = p.course.state.orders.get(keyOf(orderId()));
    if (state === undefined) throw new Error('no order');
    const printed = (holdsStill?: boolean): string => {
      const course = new Course();
      course.state.orders.set('o', {
        ...state,
        versions: state.versions.map((v) => ({ ...v, ...(holdsStill === undefined ? {} : { holdsStill }) })),
      });
      return course.print;
    };
    allDiffer([printed(), printed(true), printed(false)]);
  });

  test('what follows from the rest says nothing', () => {
    const course = new Course();
    const nothing = course.print;
    course.state.names.set('a', 'b');
    course.state.measured.set('a', ['b']);
    course.state.itemsOf.set('a', ['b']);
    course.state.waiting.set('a', { open: ['b'] });
    course.state.raisings.set('a', 1);
    const other = new Course();
    other.state.names.set('x', 'y');
    other.state.measured.set('x', []);
    other.state.itemsOf.set('x', []);
    other.state.waiting.set('x', { open: [] });
    other.state.raisings.set('x', 2);
    expect(course.print).toBe(other.print);
    expect(nothing).toBe(new Course().print);
    expect(nothing.split(' ').length).toBe(10);
  });
});

describe('copies', () => {
  const withReading = (): Played => {
    const p = played();
    p.reading({ name: 'r', value: '200' });
    return p;
  };

  test('are as the course is, or as it was when it was marked', () => {
    const p = withReading();
    const { course } = p;
    const before = [course.print, course.steps, course.low, course.gateLow];
    course.mark();
    p.wait(1000);
    p.change({ limits: [reference('60', '180')] });
    p.reading({ name: 's', value: '200' });
    const [marked, now] = [course.copyAtMark(), course.copy()];
    expect([marked.print, marked.steps, marked.low, marked.gateLow]).toEqual(before);
    expect([now.print, now.steps, now.low, now.gateLow]).toEqual([
      course.print,
      course.steps,
      course.low,
      course.gateLow,
    ]);
    expect([marked, now].map((c) => [...c.timeline.between(0n, 1n << 80n)].length)).toEqual([1, 2]);
    expect([marked, now].map((c) => c.filing(key('s')) !== undefined)).toEqual([false, true]);
    expect(course.steps).toBe(before[1] === undefined ? 0 : Number(before[1]) + 2);
  });

  test('are their own', () => {
    const { course } = withReading();
    const copy = course.copy();
    copy.state.raisings.set('x', 1);
    copy.putFiling({ key: 'n', keys: ['n'], contents: [], attempts: [], wrongful: false, apart: false });
    expect([course.state.raisings.get('x'), course.filing('n'), copy.filing('n')?.key]).toEqual([
      undefined,
      undefined,
      'n',
    ]);
  });

  test('what was shared is its own again once the course is the only one left', () => {
    for (const share of [(c: Course) => c.copy(), (c: Course) => c.copyAtMark()]) {
      const course = new Course();
      for (let i = 0; i < 20; i += 1) course.state.raisings.set(`k${i}`, i);
      course.mark();
      const copy = share(course);
      course.state.raisings.set('new', 1);
      expect(course.state.raisings.apart(copy.state.raisings).size).toBe(1);
      course.settle();
      // One map again, that of the copy too.
      expect(course.state.raisings.apart(copy.state.raisings).size).toBe(0);
      copy.settle();
      const last = new Course();
      last.settle();
      expect([...last.state.raisings.keys()]).toEqual([]);
    }
  });

  test('a copy that is left settles as well', () => {
    for (const share of [(c: Course) => c.copy(), (c: Course) => c.copyAtMark()]) {
      const course = new Course();
      for (let i = 0; i < 20; i += 1) course.state.raisings.set(`k${i}`, i);
      course.mark();
      const copy = share(course);
      copy.state.raisings.set('new', 1);
      copy.settle();
      expect(copy.state.raisings.apart(course.state.raisings).size).toBe(0);
      expect(copy.state.raisings.get('new')).toBe(1);
    }
  });
});

describe('effects', () => {
  test('come one after the other; readings that have nothing to do with one another after the last other effect', () => {
    const p = new Played();
    p.wait(1);
    p.order();
    p.wait(1);
    p.permission('granted');
    p.wait(1);
    p.reading({ name: 'r', value: '120' });
    const { course } = p;
    expect([course.steps, course.low, course.gateLow]).toEqual([3, 3_000_000, 2_000_000]);
  });
});

test('of a filing counts what it says last, unless that is erased, or nothing was ever said', () => {
  const p = played();
  const r = p.reading({ name: 'r', value: '120' });
  const of = (): Filing => {
    const found = p.course.filing(key('r'));
    if (found === undefined) throw new Error('not filed');
    return found;
  };
  expect(liveOf(of())?.reading).toEqual(r);
  const next = p.again(r, { value: '130', status: 'corrected' });
  expect([liveOf(of())?.reading, latestOf(of())?.reading]).toEqual([next, next]);
  p.again(r, { status: 'entered-in-error' });
  expect([liveOf(of()), latestOf(of())?.erased]).toEqual([undefined, true]);
  expect([liveOf({ ...of(), contents: [] }), latestOf({ ...of(), contents: [] })]).toEqual([undefined, undefined]);
});

describe('filings', () => {
  const filing: Filing = { key: 'a', keys: ['a', 'b'], contents: [], attempts: [], wrongful: false, apart: false };

  test('are found by every name; a name stays with its first', () => {
    const course = new Course();
    course.putFiling(filing);
    course.putFiling({ ...filing, key: 'c', keys: ['c', 'b'] });
    expect([course.filing('a')?.key, course.filing('b')?.key, course.filing('c')?.key, course.filing('d')]).toEqual([
      'a',
      'a',
      'c',
      undefined,
    ]);
    course.putFiling({ ...filing, wrongful: true });
    expect(course.filing('b')?.wrongful).toBe(true);
  });
});
