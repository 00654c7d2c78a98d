import { describe, expect, test } from 'vitest';
import { HistoryBuilder, patientId } from '../history-builder.test-helper.ts';
import type { OpOf } from '../record/patient-record.ts';
import { canServe, hadHappened, isEligible } from './eligibility.ts';

type Device = OpOf<'device.register'>['act']['device'];
const b = new HistoryBuilder();
const told = (device: Partial<Device>, outcome: 'ok' | 'unknown' | 'refused' = 'ok'): OpOf<'device.register'> => {
  b.wait(1000);
  return b.op(
    {
      op: 'device.register',
      device: { identifier: { system: 'x', value: 'd' }, patient: patientId(), kind: 'phone', ...device } as Device,
    },
    { outcome },
  ) as OpOf<'device.register'>;
};
const phone = (os: 'ios' | 'android', version: string): OpOf<'device.register'> => told({ platform: { os, version } });

describe('a phone can serve', () => {
  test.each([
    ['ios', '8.0'],
    ['ios', '8'],
    ['ios', '17.4.1'],
    ['android', '9'],
    ['android', '14'],
  ] as const)('with %s %s', (os, version) => {
    expect(canServe(phone(os, version))).toBe(true);
  });
  test.each([
    ['ios', '7.1.2'],
    ['android', '8.1'],
    ['android', 'Tiramisu 13'],
    ['ios', ''],
  ] as const)('not with %s %s', (os, version) => {
    expect(canServe(phone(os, version))).toBe(false);
  });
  test('nor when it does not say what it is, or is no phone', () => {
    expect(canServe(told({}))).toBe(false);
    expect(canServe(told({ kind: 'scale', platform: { os: 'ios', version: '17' } }))).toBe(false);
  });
});

test('an operation had happened, had not, or may have', () => {
  const op = { outcome: 'ok', sent: 10, settled: 20 };
  expect(hadHappened(op, 20, 30)).toBe('yes');
  expect(hadHappened(op, 19, 30)).toBe('maybe');
  expect(hadHappened(op, 0, 10)).toBe('maybe');
  expect(hadHappened(op, 0, 9)).toBe('no');
  expect(hadHappened({ ...op, outcome: 'refused' }, 20, 30)).toBe('no');
  expect(hadHappened({ ...op, outcome: 'unknown' }, 20, 30)).toBe('maybe');
});

test('one phone that can serve is enough', () => {
  const [old, good] = [phone('ios', '7'), phone('ios', '9')];
  expect(isEligible([old, good], good.settled, good.settled)).toBe('yes');
  expect(isEligible([good, old], good.settled, good.settled)).toBe('yes');
  expect(isEligible([old], old.settled, old.settled)).toBe('no');
  expect(isEligible([], 0, 0)).toBe('no');
  expect(isEligible([good], good.sent, good.sent)).toBe('maybe');
});
