import { describe, expect, test } from 'vitest';
import type { OpLine } from '../../history/lines.ts';
import { HistoryBuilder, makeReading, type OpOptions } from '../history-builder.test-helper.ts';
import { type Evidence, planOf } from './plan.ts';

const MS = 1_000_000;
const NOTHING: Evidence = { seen: () => undefined, repeated: () => undefined };
/** Evidence about single operations, in ms. */
const evidence = (seen: ReadonlyMap<OpLine, number>, repeated: ReadonlyMap<OpLine, number> = new Map()): Evidence => {
  const of = (map: ReadonlyMap<OpLine, number>) => (op: OpLine) => {
    const ms = map.get(op);
    return ms === undefined ? undefined : ms * MS;
  };
  return { seen: of(seen), repeated: of(repeated) };
};
/** Each effect as `name+name from-to`, with `?` where it may never have come and `*` at what was seen. */
const planned = (ops: readonly OpLine[], by: Evidence = NOTHING): string[] =>
  planOf(ops, by).map(({ ops: own, from, to, optional, seen }) => {
    const name = (op: OpLine): string => (op.act.op === 'reading.submit' ? op.act.reading.identifier.value : op.act.op);
    return `${own.map((op) => `${name(op)}${seen.has(op) ? '*' : ''}`).join('+')} ${from / MS}-${to / MS}${optional ? '?' : ''}`;
  });
const sent = (b: HistoryBuilder, name: string, options: OpOptions = {}, bundle?: string, at?: string): OpLine =>
  b.op(
    {
      op: 'reading.submit',
      reading: makeReading({ name, value: '120', ...(at === undefined ? {} : { at }) }),
      ...(bundle === undefined ? {} : { bundle: { kind: 'batch', id: bundle } }),
    },
    { took: 10, ...options },
  );

describe('an operation by itself', () => {
  test('takes effect between its sending and its answer', () => {
    expect(planned([sent(new HistoryBuilder(), 'r')])).toEqual(['r 0-10']);
  });
  test('may never have, or at any time, where nobody answered', () => {
    expect(planned([sent(new HistoryBuilder(), 'r', { outcome: 'unknown' })])).toEqual(['r 0-Infinity?']);
  });
  test('has by when it was seen', () => {
    const op = sent(new HistoryBuilder(), 'r', { outcome: 'unknown' });
    expect(planned([op], evidence(new Map([[op, 7]])))).toEqual(['r* 0-7']);
    const answered = sent(new HistoryBuilder(), 'r');
    expect(planned([answered], evidence(new Map([[answered, 7]])))).toEqual(['r* 0-7']);
    expect(planned([answered], evidence(new Map([[answered, 12]])))).toEqual(['r* 0-10']);
  });
  test('no more after the answer to its repetition', () => {
    const op = sent(new HistoryBuilder(), 'r', { outcome: 'unknown' });
    expect(planned([op], evidence(new Map(), new Map([[op, 30]])))).toEqual(['r 0-30?']);
    expect(planned([op], evidence(new Map([[op, 7]]), new Map([[op, 30]])))).toEqual(['r* 0-7']);
    const answered = sent(new HistoryBuilder(), 'r');
    expect(planned([answered], evidence(new Map(), new Map([[answered, 3]])))).toEqual(['r 0-10']);
  });
  test('not before it was sent, whatever was seen', () => {
    const b = new HistoryBuilder().wait(5);
    const op = sent(b, 'r');
    expect(planned([op], evidence(new Map([[op, 2]])))).toEqual(['r* 5-5']);
  });
  test('each where it was sent', () => {
    const b = new HistoryBuilder();
    expect(planned([sent(b, 'a'), sent(b, 'b', { outcome: 'refused' })])).toEqual(['a 0-10', 'b 10-20']);
  });
});

describe('entries of one bundle', () => {
  test('take effect at one instant, between the last sending and the last answer', () => {
    const b = new HistoryBuilder();
    const ops = [sent(b, 'a', {}, 'x'), sent(b, 'c', { ago: 5 }, 'y'), sent(b, 'b', { ago: 3, took: 4 }, 'x')];
    expect(planned(ops)).toEqual(['a+b 7-11', 'c 5-15']);
    expect(planned(ops.slice(1))).toEqual(['c 5-15', 'b 7-11']);
  });
  test('one after the other by effective time, ties by identifier', () => {
    const b = new HistoryBuilder();
    const names = ['d', 'b', 'c', 'a'];
    const at = ['T00:00:03Z', 'T00:00:01Z', 'T00:00:02Z', 'T00:00:02Z'];
    const ops = names.map((name, i) => sent(b, name, { took: 0 }, 'x', `2035-01-01${at[i]}`));
    expect(planned(ops)).toEqual(['b+a+c+d 0-0']);
    expect(planned(ops.toReversed())).toEqual(['b+a+c+d 0-0']);
  });
  test('and in the order of the lines where they have one identifier and instant', () => {
    const b = new HistoryBuilder();
    const ops = ['r', 'r', 'r'].map((name) => sent(b, name, { took: 0 }, 'x'));
    for (const all of [ops, ops.toReversed()])
      expect(planOf(all, NOTHING).map((e) => e.ops.map((op) => op.seq))).toEqual([[1, 2, 3]]);
  });
  test('are all or nothing, unless it is a batch', () => {
    const whole = (kind: 'message' | 'transaction' | 'batch'): boolean[] => {
      const b = new HistoryBuilder();
      const reading = makeReading({ name: 'r', value: '120' });
      b.op({ op: 'reading.submit', reading, bundle: { kind, id: 'x' } });
      b.reading({ name: 's', value: '120' });
      return planOf(b.lines.slice(1) as OpLine[], NOTHING).map((e) => e.whole);
    };
    expect([whole('message'), whole('transaction'), whole('batch')]).toEqual([
      [true, false],
      [true, false],
      [false, false],
    ]);
  });
  test('may never have come, where one of them was not answered and nothing was seen', () => {
    const b = new HistoryBuilder();
    const ops = [sent(b, 'a', { took: 0 }, 'x'), sent(b, 'b', { took: 5, outcome: 'unknown' }, 'x')];
    expect(planned(ops)).toEqual(['a+b 0-Infinity?']);
    const [a, second] = ops as [OpLine, OpLine];
    expect(planned(ops, evidence(new Map(), new Map([[second, 30]])))).toEqual(['a+b 0-30?']);
    expect(planned(ops, evidence(new Map([[a, 20]])))).toEqual(['a*+b 0-20']);
    expect(planned(ops, evidence(new Map([[a, 20]]), new Map([[second, 30]])))).toEqual(['a*+b 0-20']);
  });
  test('had come by the first sight of any of them', () => {
    const b = new HistoryBuilder();
    const ops = [sent(b, 'a', { took: 20 }, 'x'), sent(b, 'b', { ago: 20, took: 20 }, 'x')];
    const [first, second] = ops as [OpLine, OpLine];
    expect(
      planned(
        ops,
        evidence(
          new Map([
            [first, 9],
            [second, 8],
          ]),
        ),
      ),
    ).toEqual(['a*+b* 0-8']);
    expect(planned(ops, evidence(new Map([[second, 8]])))).toEqual(['a+b* 0-8']);
    expect(planned(ops, evidence(new Map([[second, 30]])))).toEqual(['a+b* 0-20']);
  });
});
