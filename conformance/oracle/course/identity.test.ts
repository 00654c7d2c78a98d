import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import { keyOf, type Reading } from '../../../contract/domain/index.ts';
import { makeReading } from '../history-builder.test-helper.ts';
import type { SubmitOp } from './filing.ts';
import { freedBy } from './identity.ts';
import { DAY_MS, Played, played } from './played.test-helper.ts';
import type { Step } from './step.ts';
import { policies, filed } from './gates.test-helper.ts';

describe('identity', () => {
  const value = (text: string): Partial<Reading> => ({ result: makeReading({ name: 'x', value: text }).result });

  test('replay, conflict, correction, erasure, and what may follow them', () => {
    const p = played();
    const steps: string[] = [];
    const r = p.reading({ name: 'r', value: '160', status: 'preliminary' });
    const say = (more: Partial<Reading>): void => {
      p.wait(1000);
      p.again(r, more, { via: 'hl7v2', outcome: 'ok' });
      steps.push(p.said);
    };
    say({});
    say({ ...value('161') });
    say({ ...value('161'), status: 'final' });
    say({ ...value('162'), status: 'final' });
    say({ ...value('160') });
    say({ ...value('163'), status: 'corrected' });
    say({ ...value('164'), status: 'final' });
    say({ ...value('161'), status: 'final' });
    say({ ...value('165'), status: 'preliminary' });
    say({ status: 'entered-in-error' });
    say({ ...value('1'), status: 'entered-in-error' });
    say({ ...value('163'), status: 'corrected' });
    say({ ...value('164'), status: 'corrected' });
    const conflict = 'refuse conflict (identifier-conflict)';
    expect(steps).toEqual([
      'accept replay',
      conflict,
      'accept',
      conflict,
      'accept replay',
      'accept',
      conflict,
      'accept replay',
      conflict,
      'accept',
      'accept replay',
      'accept replay',
      conflict,
    ]);
    expect(p.course.filing(keyOf(r.identifier))?.contents.length).toBe(4);
  });

  test('an erasure of what is not known leaves a tombstone, under which nothing else is let in', () => {
    const p = played();
    const r = makeReading({ name: 'r', value: '250', at: p.wall() });
    p.again(r, { status: 'entered-in-error' });
    expect([p.said, p.course.filing(keyOf(r.identifier))?.contents]).toEqual(['accept', []]);
    p.again(r, { status: 'entered-in-error', ...value('1') });
    expect(p.said).toBe('accept replay');
    p.again(r, {}, { via: 'hl7v2' });
    expect([p.said, p.items]).toEqual(['refuse conflict (identifier-conflict)', []]);
  });

  test('an erasure of what is not known needs neither order nor permission, and may lie ahead', () => {
    const p = new Played();
    p.again(makeReading({ name: 'r', value: '250', at: p.wall(DAY_MS) }), { status: 'entered-in-error' });
    expect(p.said).toBe('accept');
  });

  test('a correction of what is not known is a reading, by all gates', () => {
    const p = played();
    const r = makeReading({ name: 'r', value: '250', at: p.wall() });
    p.again(r, { status: 'corrected' });
    expect([p.said, p.items]).toEqual(['accept', ['o1 limits r abnormal H#1']]);
    p.permission('withdrawn');
    p.again({ ...r, identifier: { ...r.identifier, value: 's' } }, { status: 'corrected' }, { outcome: 'refused' });
    expect(p.said).toBe('refuse withdrawn (no-permission)');
  });

  test('one measurement of a named device under two names', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250', device: 'meter' });
    const named = (name: string) => ({ identifier: { ...r.identifier, value: name } });
    p.again(r, { ...named('alias'), effective: p.wall(300) });
    expect([p.said, filed(p), p.course.filing(keyOf(r.identifier))?.keys.length]).toEqual(
      ['accept', ['r'], 2].map((x) => (x === 'accept' ? 'accept replay' : x)),
    );
    p.again(r, { ...named('alias'), effective: p.wall(300) });
    expect(p.said).toBe('accept replay');
    p.again(r, { ...named('alias'), ...value('120'), status: 'corrected' });
    expect([p.said, p.items]).toEqual(['accept', ['o1 limits r abnormal H#1 corrected-to-normal']]);
    // What it was before its correction is a measurement of its own now.
    p.again(r, named('other'));
    expect([p.said, filed(p)]).toEqual(['accept', ['r', 'other']]);
    p.again(r, { ...named('fourth'), ...value('120') });
    expect([p.said, filed(p).length]).toEqual(['accept replay', 2]);
  });

  test.each<[string, Partial<Reading>]>([
    ['another second', { effective: '2035-01-01T00:00:02Z' }],
    ['another value', { result: makeReading({ name: 'x', value: '251' }).result }],
    ['another device', { device: { system: 'urn:example:device', value: 'second' } }],
    ['another sequence number', { sequenceNumber: 2 }],
  ])('is none with %s', (_title, more) => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250', device: 'meter', sequenceNumber: 1 });
    p.again(r, { identifier: { ...r.identifier, value: 's' }, ...more });
    expect([p.said, filed(p)]).toEqual(['accept', ['r', 's']]);
  });

  test('two readings of no named device are never one', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250' });
    p.again(r, { identifier: { ...r.identifier, value: 's' } });
    expect([p.said, filed(p)]).toEqual(['accept', ['r', 's']]);
  });

  test('an erased one is none, nor one that was moved', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250', device: 'meter' });
    const s = (name: string) => p.again(r, { identifier: { ...r.identifier, value: name } });
    p.again(r, { status: 'corrected', effective: p.wall(-5000) });
    s('s');
    expect(p.said).toBe('accept');
    p.again({ ...r, identifier: { ...r.identifier, value: 's' } }, { status: 'entered-in-error' });
    s('t');
    expect([p.said, filed(p)]).toEqual(['accept', ['r', 's', 't']]);
  });

  test('where it is open whether another patient uses the identifier, either course is one', () => {
    const p = played({}, { foreign: () => 'maybe' });
    p.script = [1];
    p.reading({ name: 'r', value: '120' });
    expect([p.said, p.asked]).toEqual(['accept', [{ of: 2, taken: 1 }]]);
    p.script = [0];
    p.reading({ name: 's', value: '120' });
    expect(p.said).toBe('refuse or stored conflict (identifier-conflict)');
  });
});

describe('filings', () => {
  test('of a tombstone', () => {
    const p = played();
    const r = makeReading({ name: 'r', value: '250', at: p.wall() });
    p.again(r, { status: 'entered-in-error' });
    expect(p.course.filing(keyOf(r.identifier))).toMatchObject({
      contents: [],
      attempts: [{ seq: 3 }],
      wrongful: false,
      apart: false,
    });
  });

  test('of what is kept apart: it is corrected by nothing', () => {
    const p = played({}, policies({ control: 'store-apart' }));
    const r = { ...makeReading({ name: 'r', value: '250', at: p.wall() }), code: CONTROL_SOLUTION };
    p.do({ op: 'reading.submit', reading: r });
    p.do({
      op: 'reading.submit',
      reading: {
        ...r,
        ...makeReading({ name: 'r', value: '120', at: p.wall() }),
        code: CONTROL_SOLUTION,
        status: 'corrected',
      },
    });
    expect([p.said, p.course.filing(keyOf(r.identifier))]).toMatchObject([
      'accept apart control-solution (control-solution)',
      {
        contents: [{ reading: { result: r.result }, evaluators: [], erased: false }],
        attempts: [{ seq: 3 }],
        wrongful: false,
        apart: true,
      },
    ]);
  });

  test('keep their attempts, and by what they were evaluated', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '120', device: 'meter' });
    p.again(r, {});
    p.again(r, { status: 'corrected' });
    p.again(r, { status: 'entered-in-error' });
    const filing = p.course.filing(keyOf(r.identifier));
    expect(filing?.attempts.map((op) => op.seq)).toEqual([3, 4, 5, 6]);
    expect(filing?.contents.map((c) => [c.erased, c.evaluators.length, c.by.seq])).toEqual([
      [false, 1, 3],
      [false, 1, 5],
      [true, 1, 6],
    ]);
    expect([...p.course.state.measured.values()]).toEqual([[keyOf(r.identifier)]]);
    const none = played();
    none.reading({ name: 'r', value: '120' });
    expect([...none.course.state.measured.keys()]).toEqual([]);
  });

  test('an erasure is taken whatever time it states', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '120' });
    p.again(r, { status: 'entered-in-error', effective: '2031-01-01T00:00:00Z' });
    expect(p.said).toBe('accept');
  });
});

describe('what made a measurement new again', () => {
  const start = () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250', device: 'meter' });
    const named = (name: string, more: Partial<Reading> = {}): Reading => ({
      ...r,
      identifier: { ...r.identifier, value: name },
      ...more,
    });
    const freed = (reading: Reading): readonly number[] => {
      const op = p.builder.op({ op: 'reading.submit', reading }) as SubmitOp;
      return freedBy({ course: p.course } as Step, op).map(({ step }) => step);
    };
    return { p, r, named, freed };
  };

  test('nothing, where it still is one, or never was', () => {
    const { p, r, named, freed } = start();
    const other = { result: makeReading({ name: 'x', value: '120' }).result };
    expect([freed(named('s')), freed(named('s', other))]).toEqual([[], []]);
    p.again(r, { value: '120', status: 'corrected' });
    const { device: _device, ...without } = named('s');
    expect([freed(without), freed(named('s', { effective: p.wall(60_000) }))]).toEqual([[], []]);
    // What it was corrected to it still is.
    expect(freed(named('s', other))).toEqual([]);
  });

  test('its correction, its erasure, or that it was moved', () => {
    const corrected = start();
    corrected.p.again(corrected.r, { value: '120', status: 'corrected' });
    corrected.p.again(corrected.r, { value: '130', status: 'corrected' });
    expect(corrected.freed(corrected.named('s'))).toEqual([3]);
    const erased = start();
    erased.p.again(erased.r, { status: 'entered-in-error' });
    expect(erased.freed(erased.named('s'))).toEqual([3]);
    const moved = start();
    moved.p.again(moved.r, { status: 'corrected', effective: moved.p.wall(-5000) });
    expect(moved.freed(moved.named('s'))).toEqual([3]);
  });

  test('of each filing the last', () => {
    const { p, r, named, freed } = start();
    p.wait(1000);
    p.again(r, { value: '120', status: 'corrected' });
    p.wait(1000);
    p.again(named('s'), {});
    p.wait(1000);
    p.again(named('s'), { value: '130', status: 'corrected' });
    expect(freed(named('t'))).toEqual([3, 5]);
    p.wait(1000);
    p.again(r, { value: '250.0', status: 'corrected' });
    p.wait(1000);
    p.again(r, { value: '140', status: 'corrected' });
    expect(freed(named('t'))).toEqual([7, 5]);
    // What is filed as new comes after both.
    const { now } = p.builder;
    p.again(named('t'), {}, { ago: 2500, low: 0 });
    expect(p.course.filing(keyOf(named('t').identifier))?.contents[0]?.moment.from).toBe(now * 1_000_000);
  });

  test('is before what is filed as new', () => {
    const { p, r, named } = start();
    p.wait(1000);
    const { now } = p.builder;
    p.again(r, { value: '120', status: 'corrected' });
    p.again(named('s'), {}, { ago: 500, low: 0 });
    expect(p.course.filing(keyOf(named('s').identifier))?.contents[0]?.moment.from).toBe(now * 1_000_000);
  });
});
