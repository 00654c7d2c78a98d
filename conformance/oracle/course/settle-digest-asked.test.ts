import { expect, test } from 'vitest';
import { makeOrder, OKAFOR, type OrderInput, RIVERA } from '../history-builder.test-helper.ts';
import { isOp } from '../record/patient-record.ts';
import { DAY_MS, MINUTE_MS, played } from './played.test-helper.ts';
import { digest, TIERS } from './settle.test-helper.ts';
import type { OrderOp } from './version.ts';

const DIGEST: OrderInput = { limits: TIERS, rules: [digest] };
const TO_OKAFOR = 0;

/** Two of one instant are raised one after the other for whom a change names that is still to come; then a third joins. */
const joined = (first: string, second: string): string[] => {
  const ops: OrderOp[] = [];
  const p = played(DIGEST, { orderOps: () => ops, firstSight: () => 10 * MINUTE_MS * 1_000_000 });
  p.wait(MINUTE_MS);
  const at = p.wall();
  const change = p.builder.op(
    { op: 'order.change', order: makeOrder({ ...DIGEST, responsible: OKAFOR }) },
    { took: 2 * MINUTE_MS },
  );
  if (isOp(change, 'order.change')) ops.push(change);
  const sent = p.builder.now;
  // The change takes effect after both are filed: filed they go to Rivera, raised to Okafor.
  p.wait(-MINUTE_MS);
  for (const name of [first, second]) {
    p.script = [TO_OKAFOR];
    p.reading({ name, value: '200', at });
  }
  p.script = [];
  p.wait(sent - p.builder.now);
  p.take(change);
  p.wait(MINUTE_MS);
  p.reading({ name: 'c', value: '200' });
  return p.items;
};

test('of two that began at one instant the one of the lesser identifier is joined, whichever was raised first', () => {
  const [a, b] = ['o1 limits a abnormal H#1 of a,c updated 1', 'o1 limits b abnormal H#1 of b'];
  expect([joined('a', 'b'), joined('b', 'a')]).toEqual([
    [a, b],
    [b, a],
  ]);
});

test('of two that began with one reading the one that was raised first is joined', () => {
  const ops: OrderOp[] = [];
  const p = played(DIGEST, { orderOps: () => ops, firstSight: () => 10 * MINUTE_MS * 1_000_000 });
  const responsible = (of: typeof OKAFOR): void => {
    p.wait(1000);
    p.change({ ...DIGEST, responsible: of });
    p.wait(1000);
  };
  responsible(OKAFOR);
  const r = p.reading({ name: 'r', value: '200' });
  p.reading({ name: 'm', value: '200' });
  responsible(RIVERA);
  p.again(r, { value: '310', status: 'corrected' });
  const order = makeOrder({ ...DIGEST, responsible: OKAFOR });
  const change = p.builder.op({ op: 'order.change', order }, { took: MINUTE_MS });
  if (isOp(change, 'order.change')) ops.push(change);
  p.wait(1 - MINUTE_MS);
  p.script = [TO_OKAFOR];
  p.again(r, { value: '201', status: 'corrected' });
  p.script = [];
  p.wait(MINUTE_MS);
  p.take(change);
  p.wait(1000);
  p.reading({ name: 'c', value: '200' });
  expect(p.items).toEqual([
    'o1 limits r abnormal H#1 of m,c updated 3',
    'o1 limits r critical HH#1 corrected-otherwise',
    'o1 limits r abnormal H#2 of r',
  ]);
});

test('whom a further reading would go to as it is filed is not asked where nothing is left to join', () => {
  const p = played(DIGEST, { firstSight: () => DAY_MS * 1_000_000 });
  p.reading({ name: 'a', value: '200' });
  p.act('done', 'a');
  // Rivera may be away as it is filed, and as it is raised.
  const absences = [{ period: { start: p.wall(5), end: p.wall(DAY_MS) }, coveredBy: OKAFOR }];
  p.do({ op: 'coverage.set', coverage: { person: RIVERA, absences } });
  p.script = [1];
  p.reading({ name: 'b', value: '200' }, { within: 10 });
  expect([p.asked, p.items.at(-1)]).toEqual([[{ of: 2, taken: 1 }], 'o1 limits b abnormal H#1 of b']);
});
