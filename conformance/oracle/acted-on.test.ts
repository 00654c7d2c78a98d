import { describe, expect, test } from 'vitest';
import { type InboxItem, keyOf } from '../../contract/domain/index.ts';
import { actedOn } from './acted-on.ts';
import {
  HistoryBuilder,
  itemId,
  makeItem,
  makeOrder,
  makeReading,
  orderId,
  readingId,
  RIVERA,
} from './history-builder.test-helper.ts';
import { observedItem } from './record/sighting.ts';

const order = makeOrder();
const reading = makeReading({ name: 'r', value: '212' });

/** What an act on the item `i1` is about, where that was seen as told. */
const about = (seen: Partial<InboxItem>, acted = 'i1') => {
  const b = new HistoryBuilder();
  const item = observedItem([b.seen(makeItem(reading, order, 'i1', seen))]);
  return actedOn(item === undefined ? [] : [item])(
    b.op({ op: 'item.act', item: itemId(acted), act: 'done', person: RIVERA }),
  );
};

const COMMON = { order: keyOf(orderId()), reading: keyOf(readingId('r')) };

describe('an act on an item', () => {
  test.each<[string, Partial<InboxItem>, object]>([
    [
      'of the limits: with its directions',
      { interpretation: ['H', '>'] },
      { rule: 'limits', kind: 'abnormal', directions: 'H,>' },
    ],
    [
      'that names no rule: by its kind',
      { rule: undefined, kind: 'critical', interpretation: ['HH'] },
      { rule: 'limits', kind: 'critical', directions: 'HH' },
    ],
    ['of repeated readings', { rule: 'repeated' }, { rule: 'repeated', kind: 'abnormal', directions: undefined }],
    ['of a change', { rule: 'change', kind: 'change' }, { rule: 'change', kind: 'change', directions: undefined }],
    [
      'about the quality of data',
      { rule: 'data-quality', kind: 'data-quality' },
      { rule: 'data-quality', kind: 'data-quality', directions: undefined },
    ],
  ])('is about its order, reading and rule: %s', (_which, seen, expected) => {
    expect(about(seen)).toEqual({ ...COMMON, ...expected });
  });

  test.each<[string, Partial<InboxItem>]>([
    ['on missing data', { rule: 'missing', kind: 'missing' }],
    ['of a summary', { rule: 'summary', kind: 'summary' }],
    ['that is an escalated copy', { routedAs: 'escalated', step: 1, kind: 'critical' }],
    ['by a rule that there is none of', { rule: 'weather' }],
    ['that names no reading', { reading: undefined }],
  ])('is about none that a reading raises: one %s', (_which, seen) => {
    expect(about(seen)).toBeUndefined();
  });

  test('is about nothing where the item was not seen, or where it is no such act', () => {
    expect(about({}, 'i2')).toBeUndefined();
    expect(actedOn([])(new HistoryBuilder().op({ op: 'capability.read' }))).toBeUndefined();
  });
});
