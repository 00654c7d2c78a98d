import { expect, test } from 'vitest';
import type { Delivery } from '../../layers.ts';
import { DAY_MS } from '../../clock.ts';
import { deliveries, plain, settingOf, through } from './deliveries.test-helper.ts';
import { permissionRevoked } from './permission-revoked.ts';

test('what leaves before is as it was, and then nothing leaves any more', () => {
  const before = [...deliveries({ days: 365 })];
  const items = through(permissionRevoked, { days: 365, rate: 10 });
  expect(items.length).toBeGreaterThan(0);
  expect(items.length).toBeLessThan(before.length);
  expect(items).toEqual(before.slice(0, items.length));
});

test('the layers above are not asked any more', () => {
  let closed = false;
  function* source(): Generator<Delivery> {
    try {
      yield* deliveries();
    } finally {
      closed = true;
    }
  }
  const items = [...permissionRevoked.apply(source(), settingOf('permission-revoked', { rate: 10 }))];
  expect(items.length).toBeGreaterThan(0);
  expect(closed).toBe(true);
});

test('in the field 5 % of patients in a month', () => {
  const patients = Array.from({ length: 1000 }, (_, patient) => [
    ...permissionRevoked.apply(plain(61, DAY_MS), settingOf('permission-revoked', { patient })),
  ]);
  const silenced = patients.filter((items) => items.length < 61).length;
  // 1 - e^-0.1 of 1,000 in two months is 95; five standard deviations are 46.
  expect(silenced).toBeGreaterThan(49);
  expect(silenced).toBeLessThan(141);
});
