import { describe, expect, test } from 'vitest';
import type { LoadParameters } from './parameters.ts';
import { loadStream } from './stream.ts';

const UNTIL = Date.parse('2026-03-03T12:00:30.250Z');
const parameters = (more: Partial<LoadParameters> = {}): LoadParameters => ({
  seed: 11,
  nonce: 'AB12',
  untilMs: UNTIL,
  course: 'meals',
  readingsPerPerson: 50,
  rounds: 1,
  peopleAtOnce: 7,
  channels: [
    { transport: 'single', people: 30, readingsPerSend: 1 },
    { transport: 'bundle', people: 51, readingsPerSend: 12 },
    { transport: 'mllp', people: 20, readingsPerSend: 1 },
  ],
  ...more,
});
const sendsOf = (p: LoadParameters) => {
  const stream = loadStream(p);
  return stream.channels.flatMap(({ sends }, channel) =>
    Array.from({ length: sends }, (_, index) => stream.send(channel, index)),
  );
};

describe('a stream of load', () => {
  test('the same seed gives the same bytes, in any order of asking; another seed gives others', () => {
    const inOrder = sendsOf(parameters());
    const again = loadStream(parameters());
    for (const send of inOrder.toReversed()) expect(again.send(send.channel, send.index)).toEqual(send);
    const values = (p: LoadParameters) => sendsOf(p).flatMap((s) => s.readings.map((r) => r.value));
    expect(values(parameters({ nonce: 'ZZ' }))).toEqual(values(parameters()));
    expect(values(parameters({ seed: 12 }))).not.toEqual(values(parameters()));
  });
  test('every reading of every person is sent exactly once, by that person’s way, in the order of time', () => {
    const stream = loadStream(parameters());
    const sent = new Map<number, string[]>();
    for (const { person, readings, transport, round } of sendsOf(parameters())) {
      expect(transport).toBe(person.index < 30 ? 'single' : person.index < 81 ? 'bundle' : 'mllp');
      expect(round).toBe(0);
      sent.set(person.index, [...(sent.get(person.index) ?? []), ...readings.map((r) => r.identifier)]);
    }
    expect(sent.size).toBe(101);
    for (const [person, identifiers] of sent)
      expect(identifiers).toEqual(stream.readingsOf(person).map((r) => r.identifier));
    expect(new Set([...sent.values()].flat()).size).toBe(stream.readings);
    expect(stream.readings).toBe(101 * 50);
  });
  test('sent again, a whole memory is the same readings under the same identifiers', () => {
    const sends = sendsOf(parameters({ rounds: 2 }));
    const of = (round: number) =>
      sends.filter((s) => s.person.index === 40 && s.round === round).flatMap((s) => s.readings);
    expect(of(0)).toHaveLength(50);
    expect(of(1)).toEqual(of(0));
  });
});

describe('where a person’s sends lie', () => {
  test.each([[1], [7], [1000]])('the span is the first and the last send, with %i at a time', (peopleAtOnce) => {
    const stream = loadStream(parameters({ peopleAtOnce }));
    const seen = new Map<number, { channel: number; first: number; last: number }>();
    for (const { channel, index, person } of sendsOf(parameters({ peopleAtOnce }))) {
      const known = seen.get(person.index);
      seen.set(person.index, { channel, first: known?.first ?? index, last: index });
    }
    for (const [person, span] of seen) expect(stream.spanOf(person)).toEqual(span);
  });
  test('people are done one after another: a tenth of the way in, about a tenth is', () => {
    const p = parameters({
      channels: [{ transport: 'single', people: 200, readingsPerSend: 1 }],
      peopleAtOnce: 10,
    });
    const stream = loadStream(p);
    const lasts = Array.from({ length: 200 }, (_, person) => stream.spanOf(person).last);
    for (const share of [0.1, 0.5, 0.9]) {
      const done = lasts.filter((last) => last < share * 200 * 50).length;
      expect(Math.abs(done - share * 200)).toBeLessThanOrEqual(10);
    }
  });
  test('a send or a person that there is not is an error', () => {
    const stream = loadStream(parameters());
    expect(() => stream.send(0, 30 * 50)).toThrow(RangeError);
    expect(() => stream.send(3, 0)).toThrow(RangeError);
    expect(() => stream.spanOf(101)).toThrow(RangeError);
  });
});

describe.each(['recent', 'meals', 'cgm', 'alarms'] as const)('times by course %s', (course) => {
  test.each([[1], [50], [288], [1000]])('%i readings: each later than the one before, none in the future', (count) => {
    const stream = loadStream(parameters({ course, readingsPerPerson: count }));
    for (const person of [0, 35, 90]) {
      const times = stream.readingsOf(person).map((r) => Date.parse(r.effective));
      for (const [i, time] of times.entries()) if (i > 0) expect(time).toBeGreaterThan(times[i - 1] ?? 0);
      expect(times.at(-1)).toBeLessThan(UNTIL - 59_000);
      expect(UNTIL - (times[0] ?? 0)).toBeLessThan(29 * 86_400_000);
    }
  });
});

test('a continuous meter measures every five minutes in mg/dL', () => {
  const stream = loadStream(parameters({ course: 'cgm', readingsPerPerson: 288 }));
  for (let person = 0; person < 101; person++) {
    const readings = stream.readingsOf(person);
    const times = readings.map((r) => Date.parse(r.effective));
    expect(times[287]).toBe((times[0] ?? 0) + 287 * 300_000);
    expect(new Set(readings.map((r) => r.unit))).toEqual(new Set(['mg/dL']));
  }
});

describe('the values', () => {
  const stream = loadStream(parameters({ readingsPerPerson: 100 }));
  const people = Array.from({ length: stream.people }, (_, i) => stream.person(i));
  test('people differ in limits, units and level', () => {
    expect(new Set(people.map((p) => JSON.stringify([p.reference, p.critical]))).size).toBeGreaterThan(30);
    expect(people.filter((p) => p.unit === 'mmol/L')).toHaveLength(20);
    for (const { reference, critical } of people) {
      expect(Number(critical.low)).toBeLessThan(Number(reference.low));
      expect(Number(critical.high)).toBeGreaterThan(Number(reference.high));
    }
  });
  test('a realistic share is abnormal, and a realistic share critical', () => {
    let [abnormal, critical] = [0, 0];
    for (const person of people)
      for (const { value } of stream.readingsOf(person.index)) {
        const number = Number(value);
        if (number < Number(person.critical.low) || number > Number(person.critical.high)) critical += 1;
        else if (number < Number(person.reference.low) || number > Number(person.reference.high)) abnormal += 1;
      }
    expect(abnormal / stream.readings).toBeGreaterThan(0.08);
    expect(abnormal / stream.readings).toBeLessThan(0.25);
    expect(critical / stream.readings).toBeGreaterThan(0.005);
    expect(critical / stream.readings).toBeLessThan(0.04);
  });
  test('of alarms nearly all are, low and high, critical and not', () => {
    const alarms = loadStream(parameters({ course: 'alarms', readingsPerPerson: 100 }));
    const counts = { low: 0, high: 0, critical: 0 };
    for (let index = 0; index < alarms.people; index++) {
      const { reference, critical } = alarms.person(index);
      for (const { value } of alarms.readingsOf(index)) {
        const number = Number(value);
        if (number < Number(reference.low)) counts.low += 1;
        if (number > Number(reference.high)) counts.high += 1;
        if (number < Number(critical.low) || number > Number(critical.high)) counts.critical += 1;
      }
    }
    const shareOf = (count: number): number => count / alarms.readings;
    expect(shareOf(counts.low + counts.high)).toBeGreaterThan(0.85);
    for (const count of [counts.low, counts.high, counts.critical]) expect(shareOf(count)).toBeGreaterThan(0.1);
    expect(shareOf(counts.critical)).toBeLessThan(0.9);
  });
  test('mmol/L has one decimal, mg/dL none', () => {
    for (const person of people)
      for (const { value } of stream.readingsOf(person.index))
        expect(value).toMatch(person.unit === 'mg/dL' ? /^\d{2,3}$/ : /^\d{1,2}\.\d$/);
  });
  test('what a person measures follows the person: people differ more than chance alone would have it', () => {
    const means = people
      .filter((p) => p.unit === 'mg/dL')
      .map((p) => stream.readingsOf(p.index).reduce((sum, r) => sum + Number(r.value), 0) / 100);
    const mean = means.reduce((a, b) => a + b, 0) / means.length;
    const sd = Math.sqrt(means.reduce((a, b) => a + (b - mean) ** 2, 0) / means.length);
    expect(sd).toBeGreaterThan(10);
  });
});
