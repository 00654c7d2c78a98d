import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import { HistoryBuilder, makeReading } from '../history-builder.test-helper.ts';
import type { SubmitOp } from '../course/filing.ts';
import { contentReason, controlReason } from './content-gate.ts';

const sound = makeReading({ name: 'r', value: '120' });
const submitted = (reading: Reading, defect?: SubmitOp['act']['defect']): SubmitOp =>
  new HistoryBuilder().op({
    op: 'reading.submit',
    reading,
    ...(defect === undefined ? {} : { defect }),
  }) as SubmitOp;

const said = (reading: Partial<Reading>, defect?: SubmitOp['act']['defect']): string[] => {
  const reason = contentReason(submitted({ ...sound, ...reading }, defect));
  return reason === undefined ? [] : [reason.cause, ...reason.codes];
};
const value = (text: string, unit: 'mg/dL' | 'mmol/L' = 'mg/dL'): Partial<Reading> => ({
  result: { kind: 'value', quantity: { value: text, unit } },
});

describe('gate 1', () => {
  test.each<[string, Partial<Reading>]>([
    ['a number in its unit', {}],
    ['nought', value('0')],
    ['nought with a minus', value('-0.0')],
    ['HI without a bound', { result: { kind: 'off-scale', direction: 'high' } }],
    [
      'HI with a bound in its unit',
      { result: { kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } } },
    ],
    ['a failed measurement', { result: { kind: 'absent', reason: 'error' } }],
    ['control solution, which is for gate 4', { code: CONTROL_SOLUTION }],
  ])('lets %s through', (_name, reading) => {
    expect(said(reading)).toEqual([]);
  });
  test.each<[string, Partial<Reading>, SubmitOp['act']['defect'], string[]]>([
    [
      'a code of nothing',
      { code: { system: 'http://loinc.org', code: '1-8' } },
      undefined,
      ['unknown-code', 'unknown-code'],
    ],
    [
      "control solution's code in another system",
      { code: { ...CONTROL_SOLUTION, system: 'http://loinc.org' } },
      undefined,
      ['unknown-code', 'unknown-code'],
    ],
    [
      'another code of the system of control solution',
      { code: { ...CONTROL_SOLUTION, code: '1' } },
      undefined,
      ['unknown-code', 'unknown-code'],
    ],
    ['a unit that is not of its code', value('6.5', 'mmol/L'), undefined, ['unit-mismatch', 'unit-mismatch']],
    [
      'a bound in such a unit',
      { result: { kind: 'off-scale', direction: 'high', bound: { value: '33', unit: 'mmol/L' } } },
      undefined,
      ['unit-mismatch', 'unit-mismatch'],
    ],
    ['a negative number', value('-1'), undefined, ['bad-number', 'bad-value']],
    ['a time without offset', {}, { kind: 'time-without-offset' }, ['no-offset', 'time-without-offset']],
    ['an unknown unit', {}, { kind: 'unknown-unit', unit: 'mg' }, ['unknown-unit', 'unknown-unit']],
    ['a text for a number', {}, { kind: 'bad-number', text: '1,2' }, ['bad-number', 'bad-value', 'malformed']],
    [
      'a message of another type',
      {},
      { kind: 'message-type', type: 'ADT^A08' },
      ['message-type', 'unsupported-message', 'unsupported-event'],
    ],
    ['a version that there is not', {}, { kind: 'version', version: '9.9' }, ['version', 'unsupported-version']],
  ])('refuses %s', (_name, reading, defect, reason) => {
    expect(said(reading, defect)).toEqual(reason);
  });
});

test('gate 4 is for control solution alone', () => {
  expect(controlReason({ ...sound, code: CONTROL_SOLUTION })).toMatchObject({
    cause: 'control-solution',
    codes: ['control-solution'],
  });
  expect(controlReason(sound)).toBeUndefined();
});
