import { describe, expect, test } from 'vitest';
import { HistoryBuilder, makeReading } from '../history-builder.test-helper.ts';
import type { AnyRuling } from '../course/effect.ts';
import type { SubmitOp } from '../course/filing.ts';
import { mustAccept, mustRefuse, type Expectation } from './expectation.ts';
import { expectationOf, withSiblings } from './expectation-of.ts';

const plain: AnyRuling = { way: 'accept', grounds: [], replay: false, storedAnswer: false, apart: false };
const ground = (why: string) => ({ cause: 'withdrawn', codes: ['no-permission'] as const, why });
const refused = (why = 'w'): AnyRuling => ({ ...plain, way: 'refuse', grounds: [ground(why)] });
const replay: AnyRuling = { ...plain, replay: true };

describe('what may become of one attempt', () => {
  test('one course says all', () => {
    expect(expectationOf([plain])).toEqual(expectationOf([plain, plain]));
    expect(expectationOf([plain])).toMatchObject({ accept: true, files: true, replay: false, reasons: [] });
    expect(expectationOf([replay])).toMatchObject({ accept: true, files: false, replay: true, reasons: [] });
    expect(expectationOf([refused()])).toMatchObject({ accept: false, files: false, replay: false });
  });
  test('what one of several courses says may be', () => {
    expect(expectationOf([plain, refused()])).toMatchObject({ accept: true, files: true, reasons: [ground('w')] });
    expect(expectationOf([replay, refused()])).toMatchObject({ accept: true, files: false, replay: true });
    expect(expectationOf([replay, plain])).toMatchObject({ accept: true, files: true, replay: true });
    expect(expectationOf([{ ...plain, apart: true }, refused()])).toMatchObject({ files: false, apart: true });
    expect(expectationOf([{ ...plain, storedAnswer: true }, refused()])).toMatchObject({ storedAnswer: true });
    expect(expectationOf([plain, refused()])).toMatchObject({ storedAnswer: false, apart: false });
  });
  test('nothing was asked, nothing may be', () => {
    expect(expectationOf([])).toMatchObject({ accept: false, files: false, replay: false, reasons: [] });
  });
  test('each reason is given once, and only by a course that objects', () => {
    const open: AnyRuling = { ...plain, grounds: [ground('of an accepting one')] };
    expect(expectationOf([refused('a'), refused('a'), refused('b'), open]).reasons.map((r) => r.why)).toEqual([
      'a',
      'b',
    ]);
    const later: AnyRuling = { ...refused('a'), grounds: [{ ...ground('a'), cause: 'ended' }] };
    expect(expectationOf([refused('a'), later]).reasons).toEqual([ground('a')]);
  });
});

test('it must be accepted, must be refused, or either is right', () => {
  const reason = { cause: 'future', codes: ['future-time'], why: 'w' } as const;
  const one = (accept: boolean, withReason: boolean): Expectation => ({
    ...expectationOf([plain]),
    accept,
    reasons: withReason ? [reason] : [],
  });
  expect([one(true, false), one(true, true), one(false, true), one(false, false)].map(mustAccept)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([one(true, false), one(true, true), one(false, true), one(false, false)].map(mustRefuse)).toEqual([
    false,
    false,
    true,
    false,
  ]);
});

describe('entries of one message', () => {
  const b = new HistoryBuilder();
  const entry = (name: string, kind: 'message' | 'transaction' | 'batch' | undefined, ...rulings: AnyRuling[]) => ({
    op: b.op({
      op: 'reading.submit',
      reading: makeReading({ name, value: '100' }),
      ...(kind === undefined ? {} : { bundle: { kind, id: 'b' } }),
    }) as SubmitOp,
    expectation: expectationOf(rulings),
  });
  const told = (...entries: ReturnType<typeof entry>[]): string[] =>
    withSiblings(entries).map(
      ({ expectation: e }) => `${e.accept} ${e.files} ${e.reasons.map((r) => r.cause).join('+')}`,
    );

  test('all are refused with the one that must be', () => {
    expect(told(entry('a', 'message', plain), entry('b', 'message', refused()))).toEqual([
      'false false sibling',
      'false false withdrawn',
    ]);
    expect(told(entry('a', 'transaction', plain), entry('b', 'transaction', refused()))[0]).toBe('false false sibling');
  });
  test('are refused with one that must be though others may be taken', () => {
    const [open, bad] = [entry('b', 'message', plain, refused()), entry('c', 'message', refused())];
    expect(told(entry('a', 'message', plain), open, bad)[0]).toBe('false false sibling+sibling');
  });
  test('name the reason of the other one, in its codes', () => {
    const [first] = withSiblings([entry('a', 'message', plain), entry('b', 'message', refused('no permission'))]);
    expect(first?.expectation.reasons).toEqual([
      { cause: 'sibling', codes: ['no-permission'], why: 'another entry of the same message: no permission' },
    ]);
  });
  test('of other messages are none of them', () => {
    const other = entry('b', 'message', refused());
    const { bundle: _bundle, ...act } = other.op.act;
    const elsewhere = { ...other, op: { ...other.op, act: { ...act, bundle: { id: 'c', kind: 'message' as const } } } };
    expect(told(entry('a', 'message', plain), elsewhere)[0]).toBe('true true ');
  });
  test('may be refused with one that may be', () => {
    expect(told(entry('a', 'message', plain), entry('b', 'message', plain, refused()))[0]).toBe('true true sibling');
  });
  test('stand by themselves in a batch, and without one', () => {
    expect(told(entry('a', 'batch', plain), entry('b', 'batch', refused()))[0]).toBe('true true ');
    expect(told(entry('a', undefined, plain), entry('b', undefined, refused()))[0]).toBe('true true ');
    const alone = entry('a', 'batch', plain);
    const other = { ...alone.op.act, bundle: { kind: 'batch' as const, id: 'c' } };
    const elsewhere = { ...alone, op: { ...alone.op, act: other } };
    expect(told(elsewhere, entry('b', 'message', refused()))).toEqual(['true true ', 'false false withdrawn']);
    expect(told(entry('a', undefined, plain), entry('b', 'message', refused()), entry('c', 'message', plain))).toEqual([
      'true true ',
      'false false withdrawn',
      'false false sibling',
    ]);
  });
  test('two that must be refused are so for the other as well, and no further', () => {
    expect(told(entry('a', 'message', refused()), entry('b', 'message', refused()))).toEqual([
      'false false withdrawn+sibling',
      'false false withdrawn+sibling',
    ]);
    const sibling: AnyRuling = { ...refused(), grounds: [{ ...ground('s'), cause: 'sibling' }] };
    expect(told(entry('a', 'message', plain), entry('b', 'message', sibling))).toEqual([
      'true true ',
      'false false sibling',
    ]);
    expect(told(entry('a', 'message', sibling), entry('b', 'message', refused()))[0]).toBe('false false sibling');
    const both: AnyRuling = { ...refused(), grounds: [...refused().grounds, ...sibling.grounds] };
    expect(told(entry('a', 'message', plain), entry('b', 'message', both))[0]).toBe('false false sibling+sibling');
  });
});
