import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../contract/domain/index.ts';
import type { RaisedItem } from '../course/item.ts';
import { makeOrder, OKAFOR, personId, POOL, RIVERA } from '../history-builder.test-helper.ts';
import { exactly, type Span } from '../time/span.ts';
import { MINUTE } from '../time/instant.ts';
import { copiesOf, namedFor, type Stop } from './escalation.ts';

const NURSE = personId('nurse');
const step = (number: 1 | 2 | 3, minutes: number, recipient = OKAFOR): Rule => ({
  kind: 'escalation',
  step: number,
  after: { value: minutes, unit: 'min' },
  recipient,
});
const version = (...rules: Rule[]): RaisedItem['version'] =>
  ({ order: makeOrder({ rules }) }) as unknown as RaisedItem['version'];
const item = (...rules: Rule[]): RaisedItem =>
  ({ version: version(...rules), withdrawn: undefined }) as unknown as RaisedItem;
const withdrawnAt = (one: RaisedItem, now: Span): RaisedItem =>
  ({ ...one, withdrawn: { reason: 're-evaluated', at: { now } } }) as unknown as RaisedItem;

const after = (minutes: number): bigint => BigInt(minutes) * MINUTE;
const at = (minutes: number): Span => exactly(after(minutes));
const act = (now: Span): Stop => ({ at: now, from: 0, to: 0 });
const CHAIN = item(step(2, 20, POOL), step(1, 10, NURSE), { kind: 'alert-on', abnormal: 'each' });
const made = (one: RaisedItem, created: Span, acts: readonly Stop[], end: number): string[] =>
  copiesOf(one, created, acts, at(end)).map(
    (c) => `${c.step} at ${c.due.low / MINUTE} to ${c.recipient.value}: ${c.made}`,
  );

describe('copies of a critical item', () => {
  test('each step is reckoned from the one before, in the order of the steps', () => {
    expect(made(CHAIN, at(5), [], 60)).toEqual(['1 at 15 to nurse: yes', '2 at 35 to dm: yes']);
  });
  test('are made by the end, its instant included, and no later', () => {
    expect(made(CHAIN, at(0), [], 30)).toEqual(['1 at 10 to nurse: yes', '2 at 30 to dm: yes']);
    expect(made(CHAIN, at(0), [], 29)).toEqual(['1 at 10 to nurse: yes']);
    expect(made(CHAIN, at(0), [], 9)).toEqual([]);
  });
  test('are not made after somebody acted, and may be at that very instant', () => {
    expect(made(CHAIN, at(0), [act(at(9))], 60)).toEqual([]);
    expect(made(CHAIN, at(0), [act(at(10))], 60)).toEqual(['1 at 10 to nurse: maybe']);
    expect(made(CHAIN, at(0), [act(at(11))], 60)).toEqual(['1 at 10 to nurse: yes']);
    expect(made(CHAIN, at(0), [act(at(31))], 60)).toEqual(['1 at 10 to nurse: yes', '2 at 30 to dm: yes']);
  });
  test('hang on an act whose instant is open', () => {
    const open = act({ low: after(9), high: after(40) });
    expect(made(CHAIN, at(0), [open], 60)).toEqual(['1 at 10 to nurse: maybe', '2 at 30 to dm: maybe']);
    expect(made(CHAIN, at(0), [act(at(50)), open], 60)).toEqual(['1 at 10 to nurse: maybe', '2 at 30 to dm: maybe']);
    expect(made(CHAIN, at(0), [open, act(at(50))], 60)).toEqual(['1 at 10 to nurse: maybe', '2 at 30 to dm: maybe']);
    expect(made(CHAIN, at(0), [open, act(at(5))], 60)).toEqual([]);
    expect(made(CHAIN, at(0), [act(at(5)), open], 60)).toEqual([]);
  });
  test('are stopped by acts on earlier ones alone, since nobody acts on what is not there', () => {
    const on = (one: number): string[] => made(CHAIN, at(0), [{ ...act(at(9)), step: one }], 60);
    expect([on(1), on(2)]).toEqual([['1 at 10 to nurse: yes'], ['1 at 10 to nurse: yes', '2 at 30 to dm: yes']]);
  });
  test('are none that anybody finished, by themselves', () => {
    expect(copiesOf(CHAIN, at(0), [], at(60)).map((c) => c.done)).toEqual(['no', 'no']);
  });
  test('end with the item', () => {
    expect(made(withdrawnAt(CHAIN, at(20)), at(0), [], 60)).toEqual(['1 at 10 to nurse: yes']);
  });
  test('are none without steps', () => {
    expect(made(item({ kind: 'alert-on', abnormal: 'each' }), at(0), [], 60)).toEqual([]);
  });
});

describe('a copy of an item that may be late', () => {
  /** Raised somewhere in the first 20 minutes; late after the tenth. */
  const raised: Span = { low: 0n, high: after(20) };
  const one = {
    ...CHAIN,
    late: 'maybe',
    raised: { now: raised },
    content: { reading: { effective: '1969-12-31T23:10:00Z' } },
  } as unknown as RaisedItem;
  const late = (acts: readonly Stop[]): string[] => copiesOf(one, raised, acts, at(90)).map((c) => c.late);
  test('is late if no act came so early that only one that was raised in time has come to it', () => {
    expect(late([])).toEqual(['maybe', 'maybe']);
    expect(late([act(at(21))])).toEqual(['maybe']);
    expect(late([act(at(20))])).toEqual(['no']);
  });
  test('by the earliest act, in whatever order they are told', () => {
    expect(late([act(at(20)), act(at(80))])).toEqual(['no']);
    expect(late([act(at(80)), act(at(20))])).toEqual(['no']);
  });
  test('by the end of what is told as well', () => {
    expect(copiesOf(one, raised, [], at(20)).map((c) => c.late)).toEqual(['no']);
  });
});

describe('whom a copy is for', () => {
  const [copy] = copiesOf(item(step(1, 10, NURSE)), at(0), [], at(60));
  if (copy === undefined) throw new Error('no copy');
  test('whom the latest version names for that step', () => {
    expect(namedFor(copy, version(step(2, 10, POOL), step(1, 10, RIVERA)))).toEqual(RIVERA);
  });
  test('else whom the evaluating one named', () => {
    expect(namedFor(copy, version(step(2, 10, POOL)))).toEqual(NURSE);
    expect(namedFor(copy, version({ kind: 'alert-on', abnormal: 'each' }))).toEqual(NURSE);
    expect(namedFor(copy, undefined)).toEqual(NURSE);
  });
});
