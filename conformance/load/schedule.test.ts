import { describe, expect, test } from 'vitest';
import { Device, keyOf, Order, Patient, Permission, Reading } from '../../contract/domain/index.ts';
import type { LoadParameters } from '../../simulator/load/parameters.ts';
import { loadStream } from '../../simulator/load/stream.ts';
import { loadCast } from './cast.ts';
import { loadSchedule } from './schedule.ts';

const parameters: LoadParameters = {
  seed: 3,
  nonce: 'AB12',
  untilMs: Date.parse('2026-03-03T12:00:00Z'),
  course: 'recent',
  readingsPerPerson: 10,
  rounds: 2,
  peopleAtOnce: 5,
  channels: [
    { transport: 'single', people: 30, readingsPerSend: 1 },
    { transport: 'bundle', people: 50, readingsPerSend: 4 },
    { transport: 'mllp', people: 20, readingsPerSend: 1 },
  ],
};
const CURVE = [
  [0, 0.2],
  [1, 1],
  [3, 0.5],
] as const;

describe('the schedule of a load', () => {
  const schedule = loadSchedule(parameters, CURVE, 100);
  const stream = loadStream(parameters);
  test('lasts as long as its readings take at the mean rate, repetitions counted', () => {
    expect(schedule.durationMs).toBe(20_000);
    for (const [channel, { sends }] of stream.channels.entries())
      expect(Math.abs(schedule.intendedMs(channel, sends - 1) - 20_000)).toBeLessThan(500);
  });
  test('a person is done when the last send of that person is meant', () => {
    for (const person of [0, 29, 30, 79, 80, 99]) {
      const { channel, last } = stream.spanOf(person);
      expect(stream.send(channel, last).person.index).toBe(person);
      expect(schedule.doneMs(person)).toBe(schedule.intendedMs(channel, last));
    }
  });
  test('who is done by an instant: exactly those, in the order of being done', () => {
    for (const ms of [0, 3000, 9999.5, 20_500]) {
      const finished = schedule.personsFinishedBy(ms);
      const expected = Array.from({ length: 100 }, (_, p) => p).filter((p) => schedule.doneMs(p) <= ms);
      expect(finished.toSorted((a, b) => a - b)).toEqual(expected);
      const times = finished.map(schedule.doneMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(schedule.personsFinishedBy(20_500)).toHaveLength(100);
    expect(schedule.personsFinishedBy(10_000).length).toBeGreaterThan(20);
  });
  test('a channel without people sends nothing', () => {
    const [, ...others] = parameters.channels;
    const without = loadSchedule(
      { ...parameters, channels: [{ transport: 'single', people: 0, readingsPerSend: 1 }, ...others] },
      CURVE,
      100,
    );
    expect(without.stages[0]).toEqual([]);
    expect(without.inOrder).toHaveLength(70);
  });
});

describe('the cast of a load', () => {
  const doctors = [1, 2, 3].map((n) => ({ system: 'urn:x', value: String(n) }));
  const cast = loadCast(parameters, doctors);
  test('people and readings are of the domain, and belong together', () => {
    for (let person = 0; person < 100; person += 7) {
      const { patient, device, order, permission } = cast.patientOf(person);
      expect(Patient.parse(patient)).toEqual(patient);
      expect(Device.parse(device)).toEqual(device);
      expect(Order.parse(order)).toEqual(order);
      expect(Permission.parse(permission)).toEqual(permission);
      expect(cast.personOf(patient.identifier)).toBe(person);
      expect(cast.keysOf(person)).toEqual({ patient: patient.identifier, meter: device.identifier });
      for (const each of cast.stream.readingsOf(person)) {
        const reading = cast.readingOf(each);
        expect(Reading.parse(reading)).toEqual(reading);
        expect(reading.patient).toEqual(patient.identifier);
        expect(reading.device).toEqual(device.identifier);
        expect(Date.parse(reading.effective)).toBeGreaterThan(Date.parse(order.period.start));
      }
    }
  });
  test('clinicians take turns, so that an item in the wrong In Basket can be told', () => {
    const owners = Array.from({ length: 6 }, (_, p) => keyOf(cast.patientOf(p).order.responsible));
    expect(owners).toEqual(['urn:x|1', 'urn:x|2', 'urn:x|3', 'urn:x|1', 'urn:x|2', 'urn:x|3']);
  });
  test('a key of another run is nobody of this load', () => {
    expect(
      loadCast({ ...parameters, nonce: 'ZZ' }, doctors).personOf(cast.patientOf(1).patient.identifier),
    ).toBeUndefined();
    expect(cast.personOf({ system: 'urn:other', value: 'MRNL1-AB12' })).toBeUndefined();
  });
});
