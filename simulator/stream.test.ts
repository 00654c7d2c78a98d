import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Reading } from '../contract/domain/index.ts';
import { InputProblem } from '../contract/input-problem.ts';
import { parseMessage } from '../contract/wire/hl7v2/message.ts';
import { decodeReadingMessage } from '../contract/wire/hl7v2/reading.ts';
import { decodeReading } from '../contract/wire/fhir/observation.ts';
import { isObject, parseLossless } from '../contract/wire/json/lossless.ts';
import { simulatePatient } from './simulate.ts';
import { simulateStream, STREAM_FORMATS, type SimulateStreamOptions } from './stream.ts';

const BASE: SimulateStreamOptions = { archetype: 't2d-oral', patients: 2, days: 3, seed: 1, format: 'ndjson' };
const text = (changes: Partial<SimulateStreamOptions> = {}): string =>
  [...simulateStream({ ...BASE, ...changes })].join('');
const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
const expected = [0, 1].flatMap((index) => [
  ...simulatePatient({
    archetype: 't2d-oral',
    seed: 1,
    index,
    zone: 'America/New_York',
    start: Date.parse('2026-03-02T05:00:00Z'),
    days: 3,
  }),
]);

describe('pinned bytes: a change of any of them breaks "same seed, same bytes" for users', () => {
  test.each([
    ['t2d-oral', 'ndjson', '6c8e3f477cc1f5cb3a6dcbb1615f7bfd7ac08aa99657592afe45ff67c6570671'],
    ['t2d-oral', 'csv', '29f990782b951829265d67f305a8b44bd4454b71523c893dd1cc1ac166a893dd'],
    ['hf-stable', 'ndjson', '546ec79770c7ae91efbda9f16fb689dc2fc5f50756f281e745264ad4f7068b8c'],
    ['hf-decomp', 'csv', 'd58791660e99e9b38120c2f82c650fdd00816555ad8dd7de78641664effe0276'],
  ])('%s as %s', (archetype, format, hash) => {
    expect(sha256(text({ archetype, format, patients: 3, days: 30, seed: 2026 }))).toBe(hash);
  });
});

describe('formats', () => {
  test('ndjson: a line each, reading and truth', () => {
    const lines = text().trimEnd().split('\n');
    expect(lines).toHaveLength(expected.length);
    lines.forEach((line, i) => {
      const parsed = JSON.parse(line) as { reading: unknown; truth: { faultIds: unknown } };
      expect(Reading.parse(parsed.reading)).toEqual(expected[i]?.reading);
      expect(parsed.truth.faultIds).toEqual(expected[i]?.truth.faultIds);
    });
  });

  test('csv: a header and a row each, all of one width', () => {
    const rows = text({ format: 'csv' }).trimEnd().split('\r\n');
    expect(rows).toHaveLength(expected.length + 1);
    expect(rows[0]).toBe('patient,reading,device,measure,effective,value,unit,sequence,true_value,true_unit,faults');
    for (const row of rows) expect(row.split(',')).toHaveLength(11);
    const [first] = expected;
    if (first?.reading.result.kind !== 'value') throw new Error('no value');
    expect(rows[1]).toContain(`${first.reading.effective},${first.reading.result.quantity.value},mg/dL,`);
  });

  test('csv: off scale, absent and quotes', () => {
    const [first] = expected;
    if (first === undefined) throw new Error('no reading');
    const row = (result: Reading['result'], value = 'a') => {
      const patient = { system: 's', value };
      return STREAM_FORMATS['csv']?.write({ ...first, reading: { ...first.reading, patient, result } }) ?? '';
    };
    expect(row({ kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } })).toContain(
      ',HI,mg/dL,',
    );
    expect(row({ kind: 'off-scale', direction: 'low' })).toContain(',LO,,');
    expect(row({ kind: 'absent', reason: 'error' })).toContain('-05:00,,,');
    expect(row({ kind: 'absent', reason: 'error' }, 'a,"b"')).toMatch(/^"a,""b""",/);
  });

  test('fhir: every line is an Observation that decodes to the reading', () => {
    const lines = text({ format: 'fhir' }).trimEnd().split('\n');
    expect(lines).toHaveLength(expected.length);
    lines.forEach((line, i) => {
      const json = parseLossless(line);
      if (!isObject(json)) throw new Error('no object');
      const { reading } = expected[i] ?? {};
      const known = [reading?.patient, reading?.device];
      const decoded = decodeReading(json, (reference) => known.find((id) => reference.endsWith(`/${id?.value}`)));
      expect(decoded).toEqual({ ok: true, value: reading });
    });
  });

  test('hl7v2: every message is an ORU^R01 that decodes to the reading, with a control id of its own', () => {
    const messages = text({ format: 'hl7v2' }).trimEnd().split('\n');
    expect(messages).toHaveLength(expected.length);
    const controlIds = messages.map((message, i) => {
      const parsed = parseMessage(message);
      if (!parsed.ok) throw new Error(parsed.refusal.detail ?? parsed.refusal.code);
      const decoded = decodeReadingMessage(parsed.value, {
        METER: 'urn:example:meter-readings',
        GOODHEALTH: 'urn:oid:2.999.1.1',
      });
      expect(decoded).toEqual({ ok: true, value: [expected[i]?.reading] });
      return message.split('\r')[0]?.split('|')[9] ?? '';
    });
    expect(new Set(controlIds).size).toBe(messages.length);
    for (const id of controlIds) expect(id.length).toBeLessThanOrEqual(20);
  });
});

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
    ['format', { format: 'xml' }, /ndjson, csv, fhir, hl7v2/],
    ['format of an inherited name', { format: 'constructor' }, /ndjson, csv, fhir, hl7v2/],
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
