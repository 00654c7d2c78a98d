import { describe, expect, test } from 'vitest';
import type { Reading } from '../contract/domain/index.ts';
import { InputProblem } from '../contract/input-problem.ts';
import { archetypeNamed } from './cohort/archetypes.ts';
import { weightArchetypes } from './cohort/weight-archetypes.ts';
import { usualWeightOf } from './cohort/weight-person.ts';
import { NORMAL } from './physiology/glucose/parameters.ts';
import type { WeightParameters } from './physiology/weight/weight-parameters.ts';
import { recordNumber } from './cohort/identity.ts';
import { shardsOf } from './cohort/shard.ts';
import { capacityOf } from './device-of.ts';
import { fleetOf, type FleetOptions } from './fleet.ts';
import { patientRun } from './patient-run.ts';
import { type Piece, pieces } from './pieces.ts';
import { STREAM_FORMATS, streamFleet } from './stream.ts';

const OPTIONS: FleetOptions = {
  cohort: [
    { archetype: 't2d-oral', patients: 2 },
    { archetype: 'hf-stable', patients: 5 },
  ],
  seed: 5,
  days: 3,
  format: 'ndjson',
};
const joined = (all: Iterable<Piece>, of: 'text' | 'truth'): string => [...all].map((piece) => piece[of]).join('');
const whole = (options: FleetOptions): string => [...streamFleet(options)].join('');
const linesOf = (text: string): string[] => text.trimEnd().split('\n');

describe.each(Object.keys(STREAM_FORMATS))('the shards of a fleet as %s', (format) => {
  const fleet = fleetOf({ ...OPTIONS, format });
  test.each([1, 2, 3, 7])('put together, %i of them are the whole, byte for byte', (n) => {
    const parts = Array.from({ length: n }, (_, i) =>
      shardsOf(`${i + 1}/${n}`, fleet.size)
        .map((stretch) => joined(pieces(fleet, stretch, false), 'text'))
        .join(''),
    );
    const { header, footer } = fleet.format;
    expect(header + parts.join('') + footer).toBe(whole({ ...OPTIONS, format }));
  });
});

describe('a mix', () => {
  test('is each archetype as it would be alone', () => {
    const alone = OPTIONS.cohort.map((group) => whole({ ...OPTIONS, cohort: [group] }));
    expect(whole(OPTIONS)).toBe(alone.join(''));
  });

  test('another patient, another group and another day change nobody else', () => {
    const text = whole(OPTIONS);
    const [diabetic, failing] = OPTIONS.cohort;
    if (diabetic === undefined || failing === undefined) throw new Error('no groups');
    const last = whole({ ...OPTIONS, cohort: [diabetic, { ...failing, patients: failing.patients + 1 }] });
    expect(last.startsWith(text)).toBe(true);
    expect(last.length).toBeGreaterThan(text.length);
    const between = whole({ ...OPTIONS, cohort: [{ ...diabetic, patients: diabetic.patients + 1 }, failing] });
    const [before, after] = OPTIONS.cohort.map((group) => whole({ ...OPTIONS, cohort: [group] }));
    expect(between.startsWith(before ?? '?')).toBe(true);
    expect(between.endsWith(after ?? '?')).toBe(true);
    expect(between.length).toBeGreaterThan(text.length);
    const other = whole({ ...OPTIONS, cohort: [{ archetype: 'hf-decomp', patients: 1 }, diabetic, failing] });
    expect(other.endsWith(text)).toBe(true);
    const longer = linesOf(whole({ ...OPTIONS, days: OPTIONS.days + 1 }));
    const known = new Set(linesOf(text));
    expect(longer.length).toBeGreaterThan(known.size);
    expect(longer.filter((line) => known.has(line))).toEqual([...known]);
  });

  test('a fault changes no byte of those whom it does not touch', () => {
    const cohort = [{ archetype: 't2d-oral', patients: 40 }];
    const linesBy = (options: Partial<FleetOptions>): ReadonlyMap<string, readonly string[]> =>
      Map.groupBy(
        linesOf(whole({ ...OPTIONS, cohort, ...options })),
        (line) => (JSON.parse(line) as { reading: Reading }).reading.patient.value,
      );
    const usual = linesBy({});
    const faulty = linesBy({ faults: [{ id: 'am-pm-flip', rate: 10 }] });
    const isTouched = (lines: readonly string[] | undefined): boolean =>
      lines?.some((line) => line.includes('"am-pm-flip"')) === true;
    const untouched = [...usual].filter(([patient]) => !isTouched(faulty.get(patient)));
    expect(untouched.length).toBeGreaterThan(20);
    expect(untouched.length).toBeLessThan(usual.size);
    for (const [patient, lines] of untouched) expect(faulty.get(patient)).toEqual(lines);
  });

  test('groups keep their unit and their zone', () => {
    const [group] = OPTIONS.cohort;
    if (group === undefined) throw new Error('no group');
    const text = whole({ ...OPTIONS, cohort: [{ ...group, unit: 'mmol/L', zone: 'Asia/Kolkata' }], unit: 'mg/dL' });
    expect(text).toContain('"unit":"mmol/L"');
    expect(text).not.toContain('mg/dL"}');
    expect(text).toContain('+05:30');
  });
});

describe('pieces', () => {
  const cohort = [{ archetype: 'hf-stable', patients: 7 }];
  const fleet = fleetOf({ ...OPTIONS, cohort, days: 300 });
  const all = { from: 0, to: fleet.size };

  test('are small, and count what is in them', () => {
    const made = [...pieces(fleet, all, true)];
    expect(made.length).toBeGreaterThan(10);
    for (const { text, truth } of made) expect(text.length + truth.length).toBeLessThan(80_000);
    expect(made.reduce((sum, p) => sum + p.patients, 0)).toBe(fleet.size);
    const lines = joined(made, 'text').split('\n').length - 1;
    expect(made.reduce((sum, p) => sum + p.deliveries, 0)).toBe(lines);
    expect(joined(made, 'truth').split('\n').length - 1).toBe(lines);
  });

  test('the truth is made on demand and changes no byte of the text', () => {
    expect(joined(pieces(fleet, all, false), 'truth')).toBe('');
    expect(joined(pieces(fleet, all, false), 'text')).toBe(joined(pieces(fleet, all, true), 'text'));
  });
});

describe('bad options are told before anything is simulated', () => {
  test.each<[Partial<FleetOptions>, RegExp]>([
    [{ format: 'ndjsn' }, /no format "ndjsn"[^]*did you mean ndjson/],
    [{ days: -1 }, /days is -1/],
    [{ seed: 0.5 }, /seed is 0.5/],
    [{ zone: 'Mars/Olympus' }, /Mars/],
    [{ start: -1 }, /start is -1[^]*from 1970-01-01T00:00:00.000Z to 9988-01-01T00:00:00.000Z/],
    [{ start: 0.5 }, /start is 0.5/],
    [{ start: Date.parse('9988-01-01T00:00:00.001Z') }, /start is/],
    [{ unit: 'kg' }, /kg does not fit t2d-oral/],
    [{ cohort: [] }, /cohort/],
    [{ meter: 'legcy' }, /no meter "legcy"[^]*did you mean legacy/],
    [{ scale: 'kitchen' }, /no scale "kitchen"[^]*telehealth, fine, family, coarse, integer-pound/],
    [{ cohort: [{ archetype: 't2d-oral', patients: 1 }], scale: 'fine' }, /nobody of the cohort uses the scale fine/],
    [{ cohort: [{ archetype: 'hf-stable', patients: 1 }], meter: 'good' }, /nobody of the cohort uses the meter good/],
  ])('%j', (changes, words) => {
    try {
      streamFleet({ ...OPTIONS, ...changes });
      expect.unreachable('nothing was refused');
    } catch (problem) {
      expect((problem as InputProblem).describe()).toMatch(words);
    }
  });
});

describe('how the phones of a fleet hand on', () => {
  const readingsOf = (text: string): string[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.stringify((JSON.parse(line) as { reading: unknown }).reading))
      .toSorted();
  const options = { ...OPTIONS, cohort: [{ archetype: 't1d-mdi', patients: 3 }], days: 40 };
  const atOnce = whole(options);

  test.each(['hourly', 'locked'] as const)('%s: the same readings at other times', (phone) => {
    const other = whole({ ...options, phone });
    expect(other).not.toBe(atOnce);
    expect(readingsOf(other)).toEqual(readingsOf(atOnce));
  });

  test('a way that there is not is refused', () => {
    const phone = 'asleep' as 'hourly';
    expect(() => fleetOf({ ...options, phone })).toThrow('there is no phone "asleep"');
  });
});

describe('the bodies of a fleet', () => {
  const [archetype] = weightArchetypes;
  if (archetype === undefined) throw new Error('nobody is weighed');
  const usual = usualWeightOf(archetype);
  const byWeight = (changes: Partial<WeightParameters>): string[] =>
    linesOf(whole({ ...OPTIONS, parameters: { model: 'hall-2011', parameters: { ...usual, ...changes } } }));
  const isWeight = (line: string): boolean => line.includes('"measure":"weight"');

  test('another set for weight changes the bytes of those alone who are weighed', () => {
    const plain = linesOf(whole(OPTIONS));
    expect(byWeight({})).toEqual(plain);
    const names = ['gutSdKg', 'fluidSdPercent', 'mondayPercent', 'clothesLowKg', 'saltProbability'] as const;
    for (const name of names) {
      const changed = byWeight({ [name]: usual[name] + 0.15 });
      expect(changed.filter((line) => !isWeight(line))).toEqual(plain.filter((line) => !isWeight(line)));
      expect(changed.filter(isWeight)).not.toEqual(plain.filter(isWeight));
    }
  });

  test('another body for glucose changes nobody who is weighed', () => {
    const plain = linesOf(whole(OPTIONS));
    const changed = linesOf(whole({ ...OPTIONS, parameters: { model: 'dalla-man-2007', parameters: NORMAL } }));
    expect(changed.filter(isWeight)).toEqual(plain.filter(isWeight));
    expect(changed.filter((line) => !isWeight(line))).not.toEqual(plain.filter((line) => !isWeight(line)));
  });

  test('Hall’s constants change those who are in a programme', () => {
    const cohort = [{ archetype: 'obesity-program', patients: 1 }];
    const programme = { ...OPTIONS, cohort, days: 60 };
    const found = weightArchetypes.find(({ name }) => name === 'obesity-program');
    const own = usualWeightOf(found ?? archetype);
    const by = (parameters: WeightParameters) =>
      whole({ ...programme, parameters: { model: 'hall-2011', parameters } });
    expect(by(own)).toBe(whole(programme));
    expect(by({ ...own, rhoFat: own.rhoFat * 0.6 })).not.toBe(whole(programme));
  });
});

describe('the devices of a fleet', () => {
  const [diabetic, failing] = OPTIONS.cohort;
  if (diabetic === undefined || failing === undefined) throw new Error('no groups');
  const readingsOf = (options: Partial<FleetOptions>): Reading[] =>
    whole({ ...OPTIONS, days: 20, ...options })
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { reading: Reading }).reading);
  const ofMeasure = (measure: Reading['measure'], readings: readonly Reading[]) =>
    readings.filter((reading) => reading.measure === measure);

  test('that are the usual ones by name give the same bytes', () => {
    expect(whole({ ...OPTIONS, meter: 'good', scale: 'telehealth' })).toBe(whole(OPTIONS));
  });

  test('are those of the patients who measure so; the others keep theirs', () => {
    const usual = readingsOf({});
    const chosen = readingsOf({ meter: 'legacy' });
    expect(ofMeasure('weight', chosen)).toEqual(ofMeasure('weight', usual));
    expect(ofMeasure('glucose', chosen)).not.toEqual(ofMeasure('glucose', usual));
    const times = (all: readonly Reading[]) => all.map(({ effective }) => effective);
    expect(times(chosen)).toEqual(times(usual));
  });

  test('of a group go before those of all', () => {
    const cohort = [
      { ...diabetic, meter: 'average-typed' },
      { ...failing, scale: 'integer-pound', unit: '[lb_av]' as const },
      { archetype: 'healthy', patients: 1 },
    ];
    // Somebody uses the meter for all; who has one of their own keeps it.
    const healthy = recordNumber(archetypeNamed('healthy'), OPTIONS.seed, 0);
    const readings = readingsOf({ cohort, meter: 'good' }).filter(({ patient }) => patient.value !== healthy);
    const typed = ofMeasure('glucose', readings);
    const weighed = ofMeasure('weight', readings);
    expect(typed.length).toBeGreaterThan(20);
    expect(typed.every(({ userEntered, device }) => userEntered === true && device === undefined)).toBe(true);
    expect(weighed.length).toBeGreaterThan(20);
    for (const { result } of weighed)
      expect(result).toMatchObject({ quantity: { value: expect.stringMatching(/^\d+$/) as string, unit: '[lb_av]' } });
  });

  test('that nobody would use are refused, also where every group has its own', () => {
    const cohort = [
      { ...diabetic, meter: 'legacy' },
      { ...failing, scale: 'fine' },
    ];
    expect(() => fleetOf({ ...OPTIONS, cohort, meter: 'good' })).toThrow(/nobody of the cohort uses the meter good/);
    expect(() => fleetOf({ ...OPTIONS, cohort, scale: 'fine' })).toThrow(/nobody of the cohort uses the scale fine/);
  });

  test.each(['good-hand-set', 'good-unset'])(
    '%s is wrong by what it drifts and by the change of the clocks, and no more',
    (meter) => {
      const items = whole({ ...OPTIONS, cohort: [{ ...diabetic, meter }], days: 400 })
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { reading: Reading; truth: { trueTimeMs: number } });
      const off = items.map(({ reading, truth }) => Math.abs(Date.parse(reading.effective) - truth.trueTimeMs));
      expect(items.length).toBeGreaterThan(300);
      expect(Math.max(...off)).toBeLessThan(3 * 3_600_000);
      expect(Math.max(...off)).toBeGreaterThan(60_000);
    },
  );

  test.each([
    ['coarse', /\.[02468]$/],
    ['integer-pound', /\.[05]$/],
    ['fine', /\.\d[05]$/],
  ])('the scale %s shows its steps', (scale, step) => {
    const shown = readingsOf({ cohort: [failing], scale }).map(({ result }) =>
      result.kind === 'value' ? result.quantity.value : '',
    );
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.filter((value) => !step.test(value))).toEqual([]);
  });

  test('a clock that nobody sets is an hour behind in summer, and one set by hand is not for long', () => {
    const hoursOff = (meter: string): number => {
      const lines = whole({ ...OPTIONS, cohort: [diabetic], days: 28, meter })
        .trimEnd()
        .split('\n');
      const off = lines.map((line) => {
        const { reading, truth } = JSON.parse(line) as { reading: Reading; truth: { trueTimeMs: number } };
        return Math.abs(Date.parse(reading.effective) - truth.trueTimeMs) / 3_600_000;
      });
      return off.at(-1) ?? Number.NaN;
    };
    expect(hoursOff('average')).toBe(0);
    expect(Math.abs(hoursOff('average-unset') - 1)).toBeLessThan(0.15);
    expect(hoursOff('average-hand-set')).toBeLessThan(0.15);
  });

  test('keep as many records as their make has room for', () => {
    const run = (meter?: string) =>
      patientRun({ archetype: 't2d-oral', seed: 1, index: 0, zone: 'UTC', start: 0, days: 1, meter });
    expect([undefined, 'average', 'legacy-typed-unset'].map((meter) => capacityOf(run(meter)))).toEqual([
      1000, 720, 500,
    ]);
  });
});
