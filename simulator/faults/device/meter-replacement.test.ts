import { describe, expect, test } from 'vitest';
import { Device } from '../../../contract/domain/index.ts';
import { MOST_KINDS, NO_KIND } from '../../kind-number.ts';
import { recordsAfter } from '../frequency.test-helper.ts';
import { deviceOf, records, settingOf, take, touchedWith } from '../streams.test-helper.ts';
import { meterReplacement } from './meter-replacement.ts';

const ID = 'meter-replacement';
const YEARS = 12;
const patients = Array.from({ length: 40 }, (_, patient) =>
  recordsAfter(meterReplacement, YEARS * 365, { perDay: 1, patient: patient % 10, rate: 1 + Math.floor(patient / 10) }),
);
const metersOf = (all: (typeof patients)[number]): string[] => [
  ...new Set(all.map(({ device }) => device.identifier.value)),
];

test('once in five years', () => {
  const replaced = Array.from({ length: 100 }, (_, seed) => {
    const source = take(YEARS * 365, records({ perDay: 1 }));
    return metersOf([...meterReplacement.apply(source, settingOf(ID, { seed }))]).length - 1;
  });
  expect(Math.abs(replaced.reduce((a, b) => a + b, 0) / 100 / YEARS - 0.2)).toBeLessThan(0.04);
});

describe('the new meter', () => {
  test('has an address and a serial of its own, and is a device of the patient', () => {
    for (const all of patients) {
      for (const device of new Set(touchedWith(all, ID).map((record) => record.device))) {
        expect(Device.safeParse(device).success).toBe(true);
        expect(device.patient).toEqual(all[0]?.device.patient);
        expect(device.identifier.value).toMatch(/^02-56(-[0-9A-F]{2}){3}-00-00-0\d$/);
        expect(device.serial).toBe(`VP-${device.identifier.value.replaceAll('-', '').slice(4)}`);
      }
    }
  });

  test('counts its records from 0', () => {
    for (const all of patients) {
      const right = all.every((record, i) => {
        const before = all[i - 1];
        const same = before?.device.identifier.value === record.device.identifier.value;
        return record.sequenceNumber === (same ? (before?.sequenceNumber ?? 0) + 1 : 0);
      });
      expect(right).toBe(true);
    }
  });

  test('is of the kind of people that the patient is of, so that no other kind has its address either', () => {
    const kindOf = (address: string) => Number.parseInt(address.slice(12, 14), 16) % MOST_KINDS;
    const replaced = patients.flatMap(metersOf).filter((value) => !value.startsWith('02-56-00-00-00'));
    expect(new Set(replaced).size).toBeGreaterThan(20);
    expect(new Set(replaced.map(kindOf))).toEqual(new Set([NO_KIND]));
  });

  test('shares its address with no other patient: the bytes of the patient stay', () => {
    const patientBytes = (patient: number) => deviceOf('glucose', patient).identifier.value.slice(-8);
    for (let patient = 0; patient < 10; patient++) {
      for (const value of metersOf(patients[patient] ?? [])) expect(value.slice(-8)).toBe(patientBytes(patient));
    }
  });
});
