import { describe, expect, test } from 'vitest';
import { faultNamed, faults } from './faults/catalogue.ts';
import { fleetOf } from './fleet.ts';
import type { Lost } from './layers.ts';
import { pieces } from './pieces.ts';
import { simulateDeliveries, type SimulatePatientOptions, simulatedPatient } from './simulate.ts';

const WHICH = { archetype: 't1d-mdi', seed: 3 };
const OPTIONS: Omit<SimulatePatientOptions, 'index'> = {
  ...WHICH,
  zone: 'America/New_York',
  start: Date.parse('2026-03-02T05:00:00Z'),
  days: 90,
};
/** Enough that a fault of once in years is seen among a few patients. */
const RATE = 30;
const PATIENTS = [0, 1, 2, 3];

const run = (index: number, ids: readonly string[], more: Partial<SimulatePatientOptions> = {}) => {
  const lost: Lost[] = [];
  const active = ids.map((id) => ({ fault: faultNamed(id), rate: RATE }));
  const options = { ...OPTIONS, index, faults: active, ...more };
  const deliveries = [...simulateDeliveries({ ...options, lost: (sample) => lost.push(sample) })];
  expect(deliveries, 'asking changes nothing').toEqual([...simulateDeliveries(options)]);
  return { deliveries, lost };
};
const timesOf = (items: readonly Pick<Lost, 'truth'>[]): number[] => items.map(({ truth }) => truth.trueTimeMs);

describe.each(['low-sample', 'strip-error', 'battery-low-then-loss', 'memory-overwrite'])('%s', (id) => {
  test.each(['immediate', 'hourly'] as const)(
    'what never leaves is told of, once, with its truth: phone %s',
    (phone) => {
      let seen = 0;
      for (const index of PATIENTS) {
        const usual = [...simulateDeliveries({ ...OPTIONS, index, phone })];
        const { deliveries, lost } = run(index, [id], { phone });
        expect([...timesOf(deliveries), ...timesOf(lost)].toSorted()).toEqual(timesOf(usual).toSorted());
        for (const { faultId, truth, patientId } of lost) {
          expect(faultId).toBe(id);
          expect(truth.faultIds).toContain(id);
          expect(patientId).toBe(simulatedPatient({ ...WHICH, index }).patient.identifier.value);
          expect(usual.find((d) => d.truth.trueTimeMs === truth.trueTimeMs)?.truth.trueValue).toBe(truth.trueValue);
        }
        seen += lost.length;
      }
      expect(seen).toBeGreaterThan(0);
    },
  );
});

test.each(['immediate', 'hourly'] as const)(
  'a run that ends while no phone is near tells of what was not read: %s',
  (phone) => {
    let atTheEnd = 0;
    for (let index = 0; index < 12; index++) {
      const short = { days: 20, phone };
      const usual = [...simulateDeliveries({ ...OPTIONS, ...short, index })];
      const { deliveries, lost } = run(index, ['memory-overwrite'], short);
      expect([...timesOf(deliveries), ...timesOf(lost)].toSorted()).toEqual(timesOf(usual).toSorted());
      if ((usual.at(-1)?.truth.trueTimeMs ?? 0) === lost.at(-1)?.truth.trueTimeMs) atTheEnd++;
    }
    expect(atTheEnd).toBeGreaterThan(0);
  },
);

test.each(['wrong-person', 'carpet'])('%s: what a scale gives to nobody for it is told of', (id) => {
  let seen = 0;
  for (const index of PATIENTS) {
    const who = { archetype: 'obesity-program', scale: 'fine', days: 200 };
    const usual = [...simulateDeliveries({ ...OPTIONS, ...who, index })];
    const { deliveries, lost } = run(index, [id], who);
    // What a scale learns of a weight goes on, so a carpet may cost a later weighing too, which it did not touch.
    if (id === 'wrong-person')
      expect([...timesOf(deliveries), ...timesOf(lost)].toSorted()).toEqual(timesOf(usual).toSorted());
    for (const time of timesOf(lost))
      expect([timesOf(deliveries).includes(time), timesOf(usual)]).toEqual([false, expect.arrayContaining([time])]);
    for (const { faultId, truth } of lost) expect([faultId, truth.faultIds]).toEqual([id, [id]]);
    seen += lost.length;
  }
  expect(seen).toBeGreaterThan(0);
});

test('permission-revoked: the first that does not leave is told of, and how it would have', () => {
  let seen = 0;
  for (const index of PATIENTS) {
    const usual = [...simulateDeliveries({ ...OPTIONS, index })];
    const { deliveries, lost } = run(index, ['permission-revoked']);
    const [first] = lost;
    expect(lost).toHaveLength(deliveries.length < usual.length ? 1 : 0);
    if (first === undefined) continue;
    expect(first.truth).toMatchObject({ ...usual[deliveries.length]?.truth, faultIds: ['permission-revoked'] });
    expect(first.delivery?.reading).toEqual(usual[deliveries.length]?.reading);
    seen++;
  }
  expect(seen).toBeGreaterThan(0);
});

test('of all faults at once, whatever is tested either leaves or is told of', () => {
  const ids = faults.map(({ id }) => id).filter((id) => id !== 'permission-revoked');
  for (const index of PATIENTS) {
    const usual = [...simulateDeliveries({ ...OPTIONS, index })];
    const { deliveries, lost } = run(index, ids);
    const known = new Set([...timesOf(deliveries), ...timesOf(lost)]);
    expect(usual.filter(({ truth }) => !known.has(truth.trueTimeMs))).toEqual([]);
  }
});

test('the truth out of band has a line for each, also where no reading follows', () => {
  const fleet = fleetOf({
    cohort: [{ archetype: 't2d-oral', patients: 3 }],
    seed: 3,
    days: 30,
    format: 'fhir',
    faults: ['low-sample', 'permission-revoked'].map((id) => ({ id, rate: RATE })),
  });
  const all = [...pieces(fleet, { from: 0, to: fleet.size }, true)];
  const lines = all
    .map(({ truth }) => truth)
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { lost?: string; reading?: string; patient: string; truth: Lost['truth'] });
  const lost = lines.filter((line) => line.lost !== undefined);
  expect(lines.length - lost.length).toBe(all.reduce((sum, { deliveries }) => sum + deliveries, 0));
  expect(new Set(lost.map((line) => line.lost))).toEqual(new Set(['low-sample', 'permission-revoked']));
  for (const line of lost) {
    expect(line.truth.faultIds.at(-1)).toBe(line.lost);
    expect(line.patient).toMatch(/^MRN/);
    expect(line.reading === undefined).toBe(line.lost === 'low-sample');
  }
});
