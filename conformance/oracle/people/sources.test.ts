import { describe, expect, test } from 'vitest';
import { keyOf, type Reading } from '../../../contract/domain/index.ts';
import type { Step } from '../course/step.ts';
import { HistoryBuilder, makeReading } from '../history-builder.test-helper.ts';
import type { OpOf } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import { sourceObjection, type SourceOp } from './sources.ts';

const METER = { system: 'urn:example:source', value: 'meter' };
const EXPIRES = '2035-06-01T00:00:00Z';

const admission = (
  status: 'admitted' | 'withdrawn' = 'admitted',
  measures: SourceOp['act']['source']['measures'] = ['glucose'],
): SourceOp['act'] => ({
  op: 'source.set',
  source: { identifier: METER, measures, expires: EXPIRES } as SourceOp['act']['source'],
  status,
});

/** What is said of a reading where the SUT's clock shows `now` and this was the last word on its source. */
const objection = (
  last: SourceOp['act'] | undefined,
  { source = METER, now = '2035-01-01T00:00:00Z', reading = {}, admits = true }: Asked = {},
): string | undefined => {
  const sources = new Map(last === undefined ? [] : [[keyOf(METER), { act: last }]]);
  const step = {
    ambience: { admitsSources: admits },
    course: { state: { sources } },
    isPast: (at: bigint) => instant(now) > at,
  };
  const op = new HistoryBuilder().op({
    op: 'reading.submit',
    reading: { ...makeReading({ name: 'r', value: '120' }), ...reading },
    ...(source === null ? {} : { source }),
  });
  return sourceObjection(step as unknown as Step, op as OpOf<'reading.submit'>);
};
interface Asked {
  readonly source?: typeof METER | null;
  readonly now?: string;
  readonly reading?: Partial<Reading>;
  readonly admits?: boolean;
}

describe("a reading's sender", () => {
  test('may send it where it is admitted for the measure', () => expect(objection(admission())).toBeUndefined());
  test('may be anybody where the system admits no sources', () => {
    expect(objection(undefined, { admits: false, source: null })).toBeUndefined();
    expect(objection(admission('withdrawn'), { admits: false })).toBeUndefined();
  });
  test('may not where it is none that was admitted', () => {
    expect(objection(admission(), { source: null })).toBe('the reading names no admitted source');
    expect(objection(undefined)).toBe('source meter was not admitted');
    expect(objection(admission(), { source: { ...METER, value: 'scale' } })).toBe('source scale was not admitted');
  });
  test('may not after the admission was withdrawn', () =>
    expect(objection(admission('withdrawn'))).toBe('the admission of source meter was withdrawn'));
  test('may not send what it is not admitted for: the measure of its code, not the one it names', () => {
    expect(objection(admission('admitted', ['weight']))).toBe('source meter is not admitted for glucose');
    expect(objection(admission('admitted', ['weight', 'glucose']))).toBeUndefined();
    expect(objection(admission(), { reading: { measure: 'weight' } })).toBeUndefined();
    const unknown = { code: { system: 'http://loinc.org', code: '1-8' }, measure: 'weight' as const };
    expect(objection(admission(), { reading: unknown })).toBe('source meter is not admitted for weight');
    expect(objection(admission('admitted', ['weight']), { reading: unknown })).toBeUndefined();
  });
  test('may not from the last instant of its admission on', () => {
    expect(objection(admission(), { now: '2035-05-31T23:59:59.999999999Z' })).toBeUndefined();
    expect(objection(admission(), { now: EXPIRES })).toBe(`the admission of source meter ended at ${EXPIRES}`);
  });
});
