import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChaosAct, type ChaosSetting, chaosPlan, DEEDS, MOST_STEP_MS, TROUBLES } from './plan.ts';
import { checkWeather } from './weather.ts';

const SETTING: ChaosSetting = { seed: 5, faultsMs: 60_000, links: ['fhir', 'hl7v2'], deeds: DEEDS, clock: true };
const settings = fc.record({
  seed: fc.nat(),
  faultsMs: fc.integer({ min: 150, max: 20_000 }),
  links: fc.subarray(['fhir', 'hl7v2']),
  deeds: fc.subarray([...DEEDS]),
  clock: fc.boolean(),
});
const placeOf = (act: ChaosAct): string => (act.on === 'link' ? act.link : act.on);

describe('a plan', () => {
  test('is what its seed says', () => {
    expect(chaosPlan(SETTING)).toEqual(chaosPlan(SETTING));
    expect(chaosPlan(SETTING).acts).not.toEqual(chaosPlan({ ...SETTING, seed: 6 }).acts);
  });

  test('is over when it says, in order, and no place has two acts at once', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        const { acts } = chaosPlan(setting);
        const busyUntil = new Map<string, number>();
        let before = 0;
        for (const act of acts) {
          expect(act.atMs).toBeGreaterThanOrEqual(before);
          expect(act.atMs + act.forMs).toBeLessThanOrEqual(setting.faultsMs);
          expect(act.atMs).toBeGreaterThanOrEqual(busyUntil.get(placeOf(act)) ?? 0);
          busyUntil.set(placeOf(act), act.atMs + act.forMs);
          before = act.atMs;
        }
      }),
    );
  });

  test('does only what may be done, where there is a proxy, in weathers that there are', () => {
    fc.assert(
      fc.property(settings, (setting) => {
        for (const act of chaosPlan(setting).acts)
          if (act.on === 'system') expect(setting.deeds).toContain(act.what);
          else if (act.on === 'clock') {
            expect(setting.clock).toBe(true);
            expect(Math.abs(act.byMs)).toBeGreaterThanOrEqual(2000);
            expect(Math.abs(act.byMs)).toBeLessThanOrEqual(MOST_STEP_MS);
          } else {
            expect(setting.links).toContain(act.link);
            checkWeather(act.weather);
          }
      }),
    );
  });

  test('a place that is added changes no act of another', () => {
    const of = (place: string, setting: ChaosSetting): ChaosAct[] =>
      chaosPlan(setting).acts.filter((act) => placeOf(act) === place);
    expect(of('fhir', SETTING)).toEqual(of('fhir', { ...SETTING, links: ['fhir'], deeds: [], clock: false }));
    expect(of('system', SETTING)).toEqual(of('system', { ...SETTING, links: [], clock: false }));
    expect(of('clock', SETTING)).toEqual(of('clock', { ...SETTING, links: [], deeds: [] }));
  });

  test('comes to every trouble and every deed', () => {
    const acts = Array.from({ length: 10 }, (_, seed) => chaosPlan({ ...SETTING, seed }).acts).flat();
    expect(new Set(acts.map(({ what }) => what))).toEqual(new Set([...TROUBLES, ...DEEDS, 'clock-stepped']));
    const steps = acts.flatMap((act) => (act.on === 'clock' ? [Math.sign(act.byMs)] : []));
    expect(new Set(steps)).toEqual(new Set([1, -1]));
  });

  test('what is over at once lasts no time, all else lasts some', () => {
    const once = new Set<string>(['half-open', 'reset']);
    for (const { what, forMs } of chaosPlan(SETTING).acts) expect(forMs === 0, what).toBe(once.has(what));
  });

  test.each([0, 149, 600_001, 1000.5, Number.NaN])('of %d ms is refused', (faultsMs) =>
    expect(() => chaosPlan({ ...SETTING, faultsMs })).toThrow(`faultsMs ${faultsMs}`),
  );
});
