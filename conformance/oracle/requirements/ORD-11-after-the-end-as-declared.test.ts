import { expect, test } from 'vitest';
import { HistoryBuilder, type OpOptions } from '../history-builder.test-helper.ts';
import { outcomesOf } from '../scene.test-helper.ts';

const REFUSED: OpOptions = { outcome: 'refused', answer: { code: '422', refusal: 'after-order-end', explained: true } };
const POLICIES = {
  backfill: 'since-order-start',
  control: 'refuse',
  future: 'refuse',
  duplicates: 'server-side',
  backdateDays: 30,
} as const;

/** An order that ends, and a reading from before its end, sent after it or before it. */
const outcomes = (afterEnd: 'accept' | 'refuse', sent: 'late' | 'in time', answer: OpOptions): string[] => {
  const b = new HistoryBuilder({ policies: { ...POLICIES, afterEnd } });
  b.order();
  b.grant();
  b.wait(60_000);
  const measured = b.wall();
  const send = (): void => {
    b.reading({ name: 'r', value: '120', at: measured }, answer);
  };
  if (sent === 'in time') send();
  b.wait(60_000).changeOrder({ status: 'completed' });
  b.wait(60_000);
  if (sent === 'late') send();
  return outcomesOf(b.drain(), 'ORD-11');
};

test.each([
  ['refuse', 'late', REFUSED, ['must-not met']],
  ['refuse', 'late', {}, ['must-not broken']],
  ['refuse', 'in time', {}, ['must met']],
  ['accept', 'late', {}, ['must met']],
  ['accept', 'late', REFUSED, ['must broken']],
  ['accept', 'in time', {}, ['must met']],
] as const)('after the end: %s, sent %s, %j: %j', (policy, sent, answer, expected) => {
  expect(outcomes(policy, sent, answer)).toEqual(expected);
});

/** What was measured after the end is ORD-07's to answer for: only its refusal counts here. */
test.each([
  [REFUSED, ['must-not met']],
  [{}, []],
  [{ outcome: 'unknown', answer: {} }, []],
] as const)('measured after the end, answered %j: %j', (answer, expected) => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  b.wait(60_000).changeOrder({ status: 'completed' });
  b.wait(60_000);
  b.reading({ name: 'r', value: '120', at: b.wall() }, answer);
  expect(outcomesOf(b.drain(), 'ORD-11')).toEqual(expected);
});
