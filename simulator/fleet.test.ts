import { describe, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import { shardsOf } from './cohort/shard.ts';
import { fleetOf, type FleetOptions } from './fleet.ts';
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
    const more = whole({ ...OPTIONS, cohort: [diabetic, { ...failing, patients: 5 }] });
    expect(more.startsWith(text)).toBe(true);
    const other = whole({ ...OPTIONS, cohort: [{ archetype: 'hf-decomp', patients: 1 }, diabetic, failing] });
    expect(other.endsWith(text)).toBe(true);
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
    [{ start: -1 }, /start is -1/],
    [{ unit: 'kg' }, /kg does not fit t2d-oral/],
    [{ cohort: [] }, /cohort/],
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
