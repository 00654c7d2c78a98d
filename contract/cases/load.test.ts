import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ItemKind, keyOf } from '../domain/index.ts';
import { InputProblem } from '../input-problem.ts';
import { loadCatalogue } from '../requirements/load.ts';
import { loadCases } from './load.ts';

const cases = loadCases();
/** Rules, trackers and sources have requirements of several families. */
const OWN_FAMILIES = ['LIM', 'TRK', 'SRC'];

describe('the worked cases of this contract', () => {
  test('there are at least 150, each with a number of its own, none left out', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(cases.map((c) => c.number)).toEqual(cases.map((_, i) => i + 1));
  });

  test.each(cases.map((c) => [c.name, c] as const))('%s is short enough to read', (_name, one) => {
    expect(readFileSync(one.file, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(30);
    expect(basename(one.file, '.yaml')).toMatch(/^[A-Z][A-Z0-9]{2}-[A-Za-z0-9-]+$/);
  });

  test('every requirement that is named is in the catalogue, and of the family of the file name', () => {
    const catalogue = loadCatalogue();
    for (const one of cases) {
      for (const id of one.requirements) expect(catalogue.byId(id), `${one.name}: ${id}`).toBeDefined();
      const family = one.name.slice(0, 3);
      const families = [...one.requirements.map((id) => id.slice(0, 3)), ...OWN_FAMILIES];
      expect(families, one.name).toContain(family);
    }
  });

  test('every item refers to an order, a reading and a recipient of its case', () => {
    for (const one of cases) {
      const people = new Set([...one.clinicians, ...one.pools].map((p) => keyOf(p.identifier)));
      const patients = new Set(one.patients.map((p) => keyOf(p.identifier)));
      const orders = new Map<string, string>();
      const readings = new Map<string, string>();
      for (const act of one.acts) {
        if ('order' in act) orders.set(keyOf(act.order.identifier), keyOf(act.order.patient));
        if ('reading' in act && act.expect.outcome === 'accepted')
          readings.set(keyOf(act.reading.identifier), keyOf(act.reading.patient));
        if ('patient' in act) expect(patients, one.name).toContain(keyOf(act.patient));
        for (const item of act.standingAfter) {
          expect(orders.get(keyOf(item.order)), one.name).toBe(keyOf(item.patient));
          if (item.reading !== undefined) expect(readings.get(keyOf(item.reading)), one.name).toBe(keyOf(item.patient));
          expect(people, one.name).toContain(keyOf(item.recipient));
        }
      }
    }
  });

  test('kind and interpretation of an item fit, and no item is raised twice', () => {
    const CODES: Readonly<Record<ItemKind, readonly string[]>> = {
      critical: ['HH', 'LL'],
      abnormal: ['H', 'L'],
      change: ['U', 'D'],
      missing: [],
      summary: [],
      'data-quality': [],
    };
    for (const one of cases)
      for (const act of one.acts) {
        for (const item of act.raises)
          for (const code of item.interpretation) expect(CODES[item.kind], one.name).toContain(code);
        const keys = act.standingAfter.map((i) =>
          [i.order.value, i.reading?.value, i.kind, i.rule, i.step, i.due, i.summary?.start].join(' '),
        );
        expect(new Set(keys).size, `${one.name} ${act.said}`).toBe(keys.length);
      }
  });

  test('an item is late exactly when its act came more than an hour after its own reading; a copy as its first item', () => {
    for (const one of cases) {
      const effective = new Map<string, number>();
      for (const act of one.acts) {
        if (act.op === 'reading.submit')
          effective.set(keyOf(act.reading.identifier), Date.parse(act.reading.effective));
        for (const item of act.raises) {
          if (item.reading === undefined || item.copyOf !== undefined) continue;
          const delayMs = Date.parse(act.at) - (effective.get(keyOf(item.reading)) ?? Number.NaN);
          expect(item.late, `${one.name} ${act.said}`).toBe(delayMs > 3_600_000);
        }
      }
    }
  });

  test('business keys are unique over all cases', () => {
    const patients = cases.flatMap((c) => c.patients.map((p) => keyOf(p.identifier)));
    const devices = cases.flatMap((c) => c.devices.map((d) => keyOf(d.identifier)));
    expect(new Set(patients).size).toBe(patients.length);
    expect(new Set(devices).size).toBe(devices.length);
  });

  test('every instant has seconds and an offset, and each case plays in 2035', () => {
    for (const one of cases)
      for (const act of one.acts) expect(act.at).toMatch(/^2035-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  });

  test('there are cases of refusal, replay, lateness and of an act that raises for another reading', () => {
    const acts = cases.flatMap((c) => c.acts);
    const refusals = acts.flatMap((a) => (a.expect.outcome === 'refused' ? [a.expect.refusal] : []));
    for (const code of ['no-active-order', 'no-permission', 'identifier-conflict', 'future-time'])
      expect(refusals).toContain(code);
    expect(acts.some((a) => a.expect.outcome === 'accepted' && a.expect.replay)).toBe(true);
    expect(acts.some((a) => a.raises.some((i) => i.late))).toBe(true);
    expect(
      acts.some((a) => 'reading' in a && a.raises.some((i) => i.reading?.value !== a.reading.identifier.value)),
    ).toBe(true);
  });
});

describe('a folder of cases', () => {
  test('a number used twice is refused, as is a folder that is not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cases-'));
    try {
      const [one] = cases;
      const text = readFileSync(one?.file ?? '', 'utf8');
      writeFileSync(join(folder, 'LIM-a.yaml'), text);
      expect(loadCases(folder).map((c) => c.name)).toEqual(['LIM-a']);
      writeFileSync(join(folder, 'LIM-b.yaml'), text);
      expect(() => loadCases(folder)).toThrow('case 1 is there twice');
      expect(() => loadCases(join(folder, 'nowhere'))).toThrow(InputProblem);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
