import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../clock.ts';
import type { Delivery } from '../../layers.ts';
import { changedValue } from './changed-value.ts';
import { deliveries, keysOf, plain, received, settingOf, through, touchedWith } from './deliveries.test-helper.ts';
import { healthStoreDelete } from './health-store-delete.ts';
import { poison } from './poison.ts';
import { wholeHistoryResend } from './whole-history-resend.ts';

test('500 to 1,000 of the latest readings follow a batch, in batches of a hundred at most, oldest first', () => {
  const items = through(wholeHistoryResend, { days: 1000, rate: 10 });
  const resent = touchedWith(items, 'whole-history-resend');
  expect(resent.length).toBeGreaterThan(1000);
  const sizes = new Map<number, number>();
  for (const { batch } of resent) sizes.set(batch, (sizes.get(batch) ?? 0) + 1);
  expect(Math.max(...sizes.values())).toBeLessThanOrEqual(100);

  let seen = 0;
  for (let at = 0; at < items.length; at++) {
    if (items[at]?.truth.faultIds.length === 0) {
      seen++;
      continue;
    }
    const end = items.findIndex((item, i) => i > at && item.truth.faultIds.length === 0);
    const run = items.slice(at, end === -1 ? items.length : end);
    const times = run.map(({ reading }) => Date.parse(reading.effective));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(run.map(({ sentMs }) => sentMs)).size).toBe(1);
    if (seen > 1000) expect(run.length).toBeGreaterThanOrEqual(500);
    expect(run.length).toBeLessThanOrEqual(1000);
    at += run.length - 1;
  }
});

test('a receiver learns nothing new', () => {
  const items = through(wholeHistoryResend, { days: 400, rate: 20 });
  expect(items.length).toBeGreaterThan(1600);
  expect([...received(items)]).toEqual([...received(deliveries({ days: 400 }))]);
});

test('what was put right comes as it is now; what was deleted or never was a reading does not come', () => {
  const days = 300;
  const corrected = changedValue.apply(deliveries({ days }), settingOf('changed-value', { rate: 100 }));
  const deleted = healthStoreDelete.apply(corrected, settingOf('health-store-delete', { rate: 100 }));
  const before = [...poison.apply(deleted, settingOf('poison', { rate: 1000 }))];
  const items = [...wholeHistoryResend.apply(before, settingOf('whole-history-resend', { rate: 100 }))];
  const standing = new Map<string, number>();
  const stale: string[] = [];
  for (const item of items) {
    const [key = ''] = keysOf([item]);
    if (item.truth.faultIds.includes('whole-history-resend')) {
      if (standing.get(key) !== item.version) stale.push(key);
    } else if (item.act === 'retract') standing.delete(key);
    else if (item.poison === undefined) standing.set(key, item.version);
  }
  expect(stale).toEqual([]);
  expect([...received(items)].toSorted()).toEqual([...received(before)].toSorted());
});

test('what was deleted does not come back for a copy of it that left later', () => {
  const minutes = (item: Delivery, after: number, change: Partial<Delivery>): Delivery => ({
    ...item,
    ...change,
    sentMs: item.sentMs + after * MINUTE_MS,
  });
  const sent = [...plain(200, 6 * HOUR_MS)].flatMap((item) => [
    item,
    minutes(item, 1, { act: 'retract', version: 2 }),
    minutes(item, 2, {}),
  ]);
  const numbered = sent.map((item, batch) => ({ ...item, batch }));
  const items = [...wholeHistoryResend.apply(numbered, settingOf('whole-history-resend', { rate: 1000 }))];
  const deleted = new Set<string>();
  const back: string[] = [];
  for (const item of items) {
    const [key = ''] = keysOf([item]);
    if (item.act === 'retract') deleted.add(key);
    else if (item.truth.faultIds.includes('whole-history-resend') && deleted.has(key)) back.push(key);
  }
  expect(touchedWith(items, 'whole-history-resend').length).toBeGreaterThan(0);
  expect(back).toEqual([]);
});

test('in the field once in two years', () => {
  const items = [...wholeHistoryResend.apply(plain(120_000, 6 * HOUR_MS), settingOf('whole-history-resend'))];
  const resends = new Set(touchedWith(items, 'whole-history-resend').map(({ sentMs }) => sentMs)).size;
  // 82 years: 41 of them, with a standard deviation of 6.4.
  expect(resends).toBeGreaterThan(20);
  expect(resends).toBeLessThan(65);
});
