import { expect, test } from 'vitest';
import type { RaisedItem } from './item.ts';
import { slotOf, standsOf } from './item.ts';

const item = {
  order: 'urn:ehr|o1',
  rule: 'limits',
  reading: 'urn:meter|r1',
  kind: 'critical',
  interpretation: ['HH'],
  members: ['urn:meter|a', 'urn:meter|b'],
  withdrawn: undefined,
} as unknown as RaisedItem;

test.each<[Partial<RaisedItem>, string]>([
  [{}, 'o1 limits r1 critical HH'],
  [{ kind: 'abnormal', interpretation: ['L'] }, 'o1 limits r1 abnormal L'],
  [{ rule: 'repeated', kind: 'abnormal', interpretation: ['H'] }, 'o1 repeated a,b H'],
  [{ rule: 'change', kind: 'change', interpretation: ['D', 'U'] }, 'o1 change r1'],
  [{ rule: 'data-quality', kind: 'data-quality', interpretation: [] }, 'o1 data-quality r1'],
  [{ reading: 'bare' }, 'o1 limits bare critical HH'],
  [{ rule: 'repeated', interpretation: ['H', 'L'] }, 'o1 repeated a,b H+L'],
  [{ interpretation: ['H', 'L'] }, 'o1 limits r1 critical H+L'],
])('%o is named %s', (more, slot) => {
  expect(slotOf({ ...item, ...more })).toBe(slot);
});

test('it stands until it is withdrawn', () => {
  const withdrawn = { reason: 're-evaluated', at: { step: 1, from: 0, to: 0, now: { low: 0n, high: 0n } } } as const;
  expect([standsOf(item), standsOf({ ...item, withdrawn })]).toEqual([true, false]);
});
