import { HistoryBuilder, type OpOptions } from '../history-builder.test-helper.ts';
import { outcomesOf } from '../scene.test-helper.ts';
import { expect, test } from 'vitest';

const REFUSED: OpOptions = { outcome: 'refused', answer: { code: '422', refusal: 'before-grant', explained: true } };
const POLICIES = {
  afterEnd: 'accept',
  control: 'refuse',
  future: 'refuse',
  duplicates: 'server-side',
  backdateDays: 30,
} as const;

/** A reading from before the grant or after it, under a declared policy. */
const outcomes = (backfill: 'since-order-start' | 'none', at: 'before' | 'after', answer: OpOptions): string[] => {
  const b = new HistoryBuilder({ policies: { ...POLICIES, backfill } });
  b.order();
  b.wait(60_000).grant();
  b.wait(60_000);
  b.reading({ name: 'r', value: '120', at: b.wall(at === 'before' ? -90_000 : 0) }, answer);
  return outcomesOf(b.drain(), 'PRM-06');
};

test.each([
  ['none', 'before', REFUSED, ['must-not met']],
  ['none', 'before', {}, ['must-not broken']],
  ['none', 'after', {}, []],
  ['since-order-start', 'before', {}, ['must met']],
  ['since-order-start', 'before', REFUSED, ['must broken']],
  ['since-order-start', 'after', {}, []],
] as const)('back-fill %s, measured %s the grant, %j: %j', (policy, at, answer, expected) => {
  expect(outcomes(policy, at, answer)).toEqual(expected);
});

/** What comes while permission is withdrawn is PRM-03's to answer for: only its refusal counts here. */
test.each([
  [REFUSED, ['must-not met, with a reservation']],
  [{}, []],
] as const)('sent while it was withdrawn, answered %j: %j', (answer, expected) => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  b.wait(60_000).permission('withdrawn');
  b.wait(60_000);
  b.reading({ name: 'r', value: '120', at: b.wall() }, answer);
  expect(outcomesOf(b.drain(), 'PRM-06')).toEqual(expected);
});
