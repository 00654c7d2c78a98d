import { expect, test } from 'vitest';
import { Analysis } from '../analysis.ts';
import { bareKey } from '../bare-key.ts';
import { HistoryBuilder, reference } from '../history-builder.test-helper.ts';
import type { Content } from '../course/filing.ts';
import { type Change, changesOf } from './changes.ts';

const numberOf = (content: Content | undefined): string =>
  content === undefined
    ? 'none'
    : content.reading.result.kind === 'value'
      ? content.reading.result.quantity.value
      : '?';
const text = (change: Change): string => {
  const line = `line ${change.op.seq}: `;
  return change.kind === 'version'
    ? `${line}version ${change.index}`
    : `${line}${change.kind} ${bareKey(change.filing.key)} from ${numberOf(change.before)} to ${numberOf(change.after)}`;
};

test('what happened to an order: its versions, and readings with what they were before, one after the other', () => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  const r = b.reading({ name: 'r', value: '120' });
  b.changeOrder({ limits: [reference('70', '190')] });
  b.reading({ name: 's', value: '130' });
  const result = { kind: 'value', quantity: { value: '140', unit: 'mg/dL' } } as const;
  b.op({ op: 'reading.submit', reading: { ...r, status: 'corrected', result } });
  b.order({ name: 'o2' });
  const [course] = Analysis.of(b.end()).patients.at(0)?.measures.at(0)?.explored.courses ?? [];
  const [order] = course?.state.orders.values() ?? [];
  if (course === undefined || order === undefined) throw new Error('no course');
  expect(changesOf(course, order).map(text)).toEqual([
    'line 1: version 0',
    'line 3: reading r from none to 120',
    'line 4: version 1',
    'line 5: reading s from none to 130',
    'line 6: reading r from 120 to 140',
  ]);
});
