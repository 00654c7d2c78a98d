import { describe, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import { simulateStream, type SimulateStreamOptions } from './stream.ts';

const BASE: SimulateStreamOptions = { archetype: 't2d-oral', patients: 2, days: 3, seed: 1, format: 'ndjson' };
const text = (changes: Partial<SimulateStreamOptions> = {}): string =>
  [...simulateStream({ ...BASE, ...changes })].join('');
describe('streaming', () => {
  test('the first chunks of the largest cohort come without making the rest', () => {
    const stream = simulateStream({ ...BASE, patients: 1_000_000, days: 3660 });
    expect(stream.next().value).toContain('"reading"');
    stream.return(undefined);
  });

  test('start and zone can be given', () => {
    const out = text({ zone: 'Asia/Kolkata', start: Date.parse('2027-01-01T00:00:00Z'), format: 'csv' });
    expect(out).toContain('2027-01-0');
    expect(out).toContain('+05:30');
  });

  test('a unit can be given', () => {
    expect(text({ format: 'csv', unit: 'mmol/L' })).toContain(',mmol/L,');
  });
});

describe('bad options', () => {
  test.each<[string, Partial<SimulateStreamOptions>, RegExp]>([
    ['format', { format: 'xml' }, /ndjson, csv, fhir, /],
    ['format of an inherited name', { format: 'constructor' }, /ndjson, csv, fhir, /],
    ['archetype', { archetype: 'x' }, /t2d-oral/],
    ['patients', { patients: 0 }, /patients is 0/],
    ['too many patients', { patients: 1_000_001 }, /1000000/],
    ['days', { days: Number.NaN }, /days is NaN/],
    ['seed', { seed: 2 ** 53 }, /seed/],
    ['zone', { zone: 'Here' }, /Here/],
    ['unit', { unit: '[lb_av]' }, /mg\/dL/],
  ])('%s is refused before the first chunk', (_what, changes, said) => {
    try {
      simulateStream({ ...BASE, ...changes });
      expect.unreachable('nothing was refused');
    } catch (problem) {
      expect(problem).toBeInstanceOf(InputProblem);
      expect((problem as InputProblem).describe()).toMatch(said);
    }
  });
});
