import { describe, expect, test } from 'vitest';
import type { Device } from '../../contract/domain/person.ts';
import { JANE, METER } from '../world.test-helper.ts';
import { eligibilityOf } from './eligibility.ts';

const phone = (platform: Device['platform']): Device => ({
  identifier: METER,
  patient: JANE,
  kind: 'phone',
  manufacturer: 'X',
  model: 'Y',
  ...(platform === undefined ? {} : { platform }),
});
const ios = (version: string): Device => phone({ os: 'ios', version });
const android = (version: string): Device => phone({ os: 'android', version });

describe('a phone can serve', () => {
  test.each([
    ['iOS 8.0', ios('8.0')],
    ['iOS 8', ios('8')],
    ['iOS 8.0.1', ios('8.0.1')],
    ['iOS 10.3, which is later than 9', ios('10.3')],
    ['Android 9', android('9')],
    ['Android 10, which is later than 9', android('10')],
    ['Android 9.1 with blanks around it', android(' 9.1 ')],
  ])('with %s', (_name, device) => {
    expect(eligibilityOf([device])).toEqual({ eligible: true });
  });
  test.each([
    ['iOS 7.1.2', ios('7.1.2'), 'os-too-old'],
    ['Android 8.1', android('8.1'), 'os-too-old'],
    ['a version that is none', android('ten'), 'os-too-old'],
    ['no version', android(''), 'os-too-old'],
    ['a minus', ios('-9'), 'os-too-old'],
    ['no platform', phone(undefined), 'unknown-platform'],
  ])('not with %s', (_name, device, reason) => {
    expect(eligibilityOf([device])).toEqual({ eligible: false, reason });
  });
});

test('a meter is no phone', () => {
  expect(eligibilityOf([])).toEqual({ eligible: false, reason: 'no-phone' });
  expect(eligibilityOf([{ ...ios('17'), kind: 'glucometer' }])).toEqual({ eligible: false, reason: 'no-phone' });
});
test('one of several is enough, and of several that cannot the newest says why', () => {
  expect(eligibilityOf([ios('17'), ios('7')])).toEqual({ eligible: true });
  expect(eligibilityOf([ios('7'), phone(undefined)])).toEqual({ eligible: false, reason: 'unknown-platform' });
});
