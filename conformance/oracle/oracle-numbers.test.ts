import { describe, expect, test } from 'vitest';
import type { OpLine } from '../history/lines.ts';
import { HistoryBuilder, makeItem, makeReading, patientId } from './history-builder.test-helper.ts';
import { judged } from './judged.test-helper.ts';
import { Oracle } from './oracle.ts';

/** What the oracle counts of a history, lane by lane. */
const numbersOf = (write: (b: HistoryBuilder) => void) => {
  const b = new HistoryBuilder();
  write(b);
  return Object.fromEntries(judged(b.end()).lanes);
};

/** A patient of whom nothing is known but a phone. */
const phoneAlone = (b: HistoryBuilder): void =>
  void b.op({
    op: 'device.register',
    device: {
      identifier: { system: 'urn:example:device', value: 'phone' },
      patient: patientId('p9'),
      kind: 'phone',
      manufacturer: 'Example',
      model: 'One',
      platform: { os: 'ios', version: '17.0' },
    },
  });

describe('the numbers of a lane', () => {
  test('are its operations, readings, those of them that were refused, and the items of its patients', () => {
    expect(
      numbersOf((b) => {
        const order = b.order();
        b.grant();
        const high = b.reading({ name: 'high', value: '212' });
        b.reading({ name: 'low', value: '120' }, { outcome: 'unknown' });
        b.reading({ name: 'again', value: '130' }, { refusal: 'identifier-conflict' });
        b.order({ name: 'o2' }, { outcome: 'refused' });
        b.wait(40);
        for (const name of ['i1', 'i2']) b.seen(makeItem(high, order, name));
        b.order({ name: 'o3', patient: 'p2' }, { lane: 'other/hl7v2' });
      }),
    ).toEqual({
      'lane/fhir': { ops: 6, readings: 3, refused: 1, items: 2 },
      'other/hl7v2': { ops: 1, readings: 0, refused: 0, items: 0 },
    });
  });

  test('a patient without items makes no lane of its own', () => {
    expect(numbersOf(phoneAlone)).toEqual({ 'lane/fhir': { ops: 1, readings: 0, refused: 0, items: 0 } });
  });

  test('items of a patient for whom no lane has done anything that counts are counted apart', () => {
    const numbers = numbersOf((b) => {
      phoneAlone(b);
      b.seen(makeItem(makeReading({ name: 'r', value: '212', patient: 'p9' }), b.order(), 'i1'));
    });
    expect(numbers).toMatchObject({ 'lane/fhir': { ops: 2, items: 0 }, unknown: { ops: 0, items: 1 } });
  });
});

describe('virtual time was used', () => {
  const isUsed = (write: (b: HistoryBuilder) => void): boolean => {
    const b = new HistoryBuilder();
    write(b);
    return judged(b.end()).virtualTime;
  };
  const advance = (outcome: OpLine['outcome']) => (b: HistoryBuilder) =>
    b.advance('2035-01-02T00:00:00Z', 'p1', { outcome });
  test.each<[string, boolean, (b: HistoryBuilder) => void]>([
    ['where a clock was advanced', true, advance('ok')],
    ['where nobody knows whether one was', true, advance('unknown')],
    ['not where that was refused', false, advance('refused')],
    ['not where other things were done or refused', false, (b) => (b.order({}, { outcome: 'refused' }), b.grant())],
    ['not where nothing was done', false, () => undefined],
  ])('%s', (_when, expected, write) => expect(isUsed(write)).toBe(expected));
});

describe('a history', () => {
  const without = new RangeError('a history begins with its run line');
  const [run] = new HistoryBuilder().lines;
  const line = new HistoryBuilder().op({ op: 'capability.read' });

  test('begins with its run line, and nothing is taken or judged before', () => {
    expect(() => new Oracle().feed(line)).toThrow(without);
    expect(() => new Oracle().reach(1)).toThrow(without);
    expect(() => new Oracle().finish()).toThrow(without);
  });

  test('all of it is for an oracle without a share to count', () => {
    const oracle = new Oracle();
    expect([run, line].map((l) => l !== undefined && oracle.feed(l))).toEqual([true, true]);
    expect(oracle.finish().ledger.requirements.get('FHR-01')?.broken).toBe(1);
  });

  test('lasts as long as any line that another is fed with says', () => {
    const b = new HistoryBuilder();
    b.order({ start: b.wall(), rules: [{ kind: 'missing', period: { value: 1, unit: 'h' } }] });
    const LONG = 2 * 3_600_000 * 1e6;
    const musts = [0, LONG].map((mono) => {
      const oracle = new Oracle();
      for (const l of b.lines) oracle.feed(l);
      oracle.reach(mono);
      return oracle.finish().ledger.requirements.get('LIM-09')?.must ?? 0;
    });
    expect(musts).toEqual([0, 1]);
  });
});
