import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultLine } from '../../history/lines.ts';
import { latestDeadline } from './delay.ts';
import { Outages, wholeMs } from './outages.ts';

const MS = 1_000_000;
const RECOVERY_MS = 5000;

const fault = (from: number, until: number, more: Partial<FaultLine> = {}): FaultLine => ({
  kind: 'fault',
  seq: from,
  fault: 'killed',
  from: from * MS,
  until: until * MS,
  ...more,
});
const at = (ms: number) => ({ from: ms * MS, to: ms * MS });

/** From when, ms, and how long a deadline of a second runs that counts from 100 ms. */
const heldBy = (faults: readonly FaultLine[], by: number | null = null): [from: number, deadline: number] => {
  const { start, deadlineMs } = new Outages(faults, RECOVERY_MS).held(at(100), 1000, by === null ? null : by * MS);
  return [start.from / MS, deadlineMs];
};
const FREE = [100, 1000];

describe('a deadline', () => {
  test('stands where there was no outage', () => expect(heldBy([])).toEqual(FREE));

  test('counts from the end of an outage in it, with the time of recovery', () =>
    expect(heldBy([fault(500, 900)])).toEqual([900, RECOVERY_MS]));

  test('of what was sent in an outage counts from its end', () =>
    expect(heldBy([fault(50, 900)])).toEqual([900, RECOVERY_MS]));

  test('stands where the outage was over before, or began after it', () => {
    expect(heldBy([fault(10, 99)])).toEqual(FREE);
    expect(heldBy([fault(1101, 1200)])).toEqual(FREE);
  });

  test('is held up at its very edges', () => {
    expect(heldBy([fault(10, 100)])).toEqual([100, RECOVERY_MS]);
    expect(heldBy([fault(1100, 1200)])).toEqual([1200, RECOVERY_MS]);
  });

  test('stands where what it is about had come before the outage', () => {
    expect(heldBy([fault(500, 900)], 500)).toEqual(FREE);
    expect(heldBy([fault(500, 900)], 501)).toEqual([900, RECOVERY_MS]);
  });

  test('is held up again by an outage in the time of recovery, and not by one behind it', () => {
    expect(heldBy([fault(500, 900), fault(5800, 6000)])).toEqual([6000, RECOVERY_MS]);
    expect(heldBy([fault(500, 900), fault(5901, 6000)])).toEqual([900, RECOVERY_MS]);
  });

  test('counts from the end of the last to be over, where one began later and was over sooner', () => {
    expect(heldBy([fault(500, 2900), fault(600, 700)])).toEqual([2900, RECOVERY_MS]);
    expect(heldBy([fault(500, 2900), fault(600, 700), fault(2000, 3000)])).toEqual([3000, RECOVERY_MS]);
    expect(heldBy([fault(500, 2900, { fault: 'link-refused' }), fault(600, 700), fault(2000, 2900)])).toEqual([
      2900,
      RECOVERY_MS,
    ]);
  });

  test('counts from its end, however long the time in it was in which it began, and no sooner than it began', () => {
    const from = (start: { from: number; to: number }, lagNs = 0) =>
      new Outages([fault(500, 900)], RECOVERY_MS, lagNs).held(start, 1000).start;
    expect(from({ from: 520 * MS, to: 890 * MS })).toEqual(at(900));
    expect(from({ from: 520 * MS, to: 950 * MS })).toEqual({ from: 900 * MS, to: 950 * MS });
    expect(from({ from: 520 * MS, to: 890 * MS }, 7 * MS)).toEqual({ from: 900 * MS, to: 907 * MS });
  });

  test('is told from where it counted at first', () => {
    const held = new Outages([fault(500, 900)], RECOVERY_MS).held(at(100), 1000);
    expect(wholeMs(held, at(100))).toBe(800 + RECOVERY_MS);
    expect(wholeMs(new Outages([], RECOVERY_MS).held(at(100), 1000), at(100))).toBe(1000);
  });

  test('never comes sooner for an outage, whichever there are', () => {
    const some = fc.array(
      fc.tuple(fc.nat(8000), fc.nat(2000)).map(([from, lasts]) => fault(from, from + lasts)),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(some, (faults) => {
        const { start, deadlineMs } = new Outages(faults, RECOVERY_MS).held(at(100), 1000);
        expect(latestDeadline(start, deadlineMs)).toBeGreaterThanOrEqual(1100 * MS);
        for (const [i] of faults.entries()) {
          const fewer = new Outages(faults.toSpliced(i, 1), RECOVERY_MS).held(at(100), 1000);
          expect(latestDeadline(start, deadlineMs)).toBeGreaterThanOrEqual(
            latestDeadline(fewer.start, fewer.deadlineMs),
          );
        }
      }),
    );
  });
});

describe('an outage is', () => {
  test.each(['killed', 'stopped', 'paused', 'database-restarted', 'link-partition', 'link-latency'])('%s', (name) =>
    expect(heldBy([fault(500, 900, { fault: name })])).toEqual([900, RECOVERY_MS]),
  );

  test.each(['ehr-cut', 'sender-killed', 'clock-stepped'])('not %s', (name) =>
    expect(heldBy([fault(500, 900, { fault: name })])).toEqual(FREE),
  );

  test('not what befell one patient alone', () =>
    expect(heldBy([fault(500, 900, { patient: { system: 'urn:x', value: 'p1' } })])).toEqual(FREE));
});

describe('between the first and the last of several instants', () => {
  const between = (...instants: readonly number[]): number | undefined =>
    new Outages([fault(500, 900)], RECOVERY_MS).between(instants.map((ms) => ms * MS))?.seq;

  test('there was one, where it began between them', () => {
    expect(between(400, 1000)).toBe(500);
    expect(between(1000, 400)).toBe(500);
    expect(between(500, 501)).toBe(500);
  });

  test('there was none, where it began before or after them', () => {
    expect(between(501, 1000)).toBeUndefined();
    expect(between(300, 500)).toBeUndefined();
    expect(between(400)).toBeUndefined();
  });
});
