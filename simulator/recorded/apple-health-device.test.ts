import { describe, expect, test } from 'vitest';
import { DEVICE_SERIAL_SYSTEM } from '../../contract/wire/healthkit/vocabulary.ts';
import { DEVICE_NAME_SYSTEM, deviceFields, deviceIdentifier } from './apple-health-device.ts';

const METER =
  '<<HKDevice: 0x28132d0e0>, name:Contour Next, manufacturer:Ascensia, Inc., model:7900, hardware:1.0, software:2.3>';

describe('the device attribute', () => {
  test('names its fields; values may hold commas', () => {
    expect(deviceFields(METER)).toEqual({
      name: 'Contour Next',
      manufacturer: 'Ascensia, Inc.',
      model: '7900',
      hardware: '1.0',
      software: '2.3',
    });
  });

  test('without the inner bracket it is read too', () => {
    expect(deviceFields('<<HKDevice: 0x1>, name:Scale>>')).toEqual({ name: 'Scale' });
    expect(deviceFields('<HKDevice: 0xAF, name:Scale>')).toEqual({ name: 'Scale' });
  });

  test.each(['', 'Scale', '<<HKDevice: 0x1>>', '<<HKDevice>>', '>'.repeat(5000)])('"%s" has no fields', (text) => {
    expect(deviceFields(text)).toEqual({});
  });
});

describe('which device', () => {
  test('the serial number of the metadata before all', () => {
    expect(deviceIdentifier(METER, 'SN-1')).toEqual({ system: DEVICE_SERIAL_SYSTEM, value: 'SN-1' });
    expect(deviceIdentifier(undefined, 'SN-1')).toEqual({ system: DEVICE_SERIAL_SYSTEM, value: 'SN-1' });
  });

  test('then the local identifier', () => {
    const text = '<<HKDevice: 0x1>, name:Scale, localIdentifier:AB-12>';
    expect(deviceIdentifier(text, undefined)).toEqual({ system: DEVICE_SERIAL_SYSTEM, value: 'AB-12' });
  });

  test('then the name with its maker', () => {
    expect(deviceIdentifier(METER, '')).toEqual({ system: DEVICE_NAME_SYSTEM, value: 'Ascensia, Inc. Contour Next' });
    expect(deviceIdentifier('<<HKDevice: 0x1>, name:Scale>', undefined)?.value).toBe('Scale');
  });

  test('else none: readings without a device are never the same one', () => {
    expect(deviceIdentifier(undefined, undefined)).toBeUndefined();
    expect(deviceIdentifier('<<HKDevice: 0x1>, model:X>', undefined)).toBeUndefined();
    expect(deviceIdentifier('', '')).toBeUndefined();
  });

  test('a name is cut to what an identifier may hold', () => {
    const long = `<<HKDevice: 0x1>, name:${'n'.repeat(900)}>`;
    expect(deviceIdentifier(long, undefined)?.value).toHaveLength(255);
  });
});
