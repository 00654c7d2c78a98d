import { describe, expect, test } from 'vitest';
import { REFUSALS, type RefusalName } from '../../codes/refusals.ts';
import type { Json } from '../json/lossless.ts';
import { exceptionOutcome, operationOutcome, readOperationOutcome } from './outcome.ts';
import { complaints } from './validate.test-helper.ts';

describe('an OperationOutcome', () => {
  test.each(Object.keys(REFUSALS) as RefusalName[])('says %s in valid R4 and is read back', (code) => {
    const outcome = operationOutcome({ code, at: 'Observation.code', detail: 'so it is' });
    expect(complaints(outcome)).toEqual([]);
    expect(readOperationOutcome(outcome)).toEqual({
      refusal: code,
      text: `${REFUSALS[code].text}: so it is`,
      place: 'Observation.code',
    });
  });

  test('of a failure tells no reason', () => {
    expect(complaints(exceptionOutcome())).toEqual([]);
    expect(readOperationOutcome(exceptionOutcome())).toEqual({ text: 'Internal error' });
  });

  test('of another server may know no refusal code', () => {
    const issue = [{ severity: 'error', code: 'invalid', diagnostics: 'HAPI-0450' }];
    expect(readOperationOutcome({ resourceType: 'OperationOutcome', issue })).toEqual({ text: 'HAPI-0450' });
  });

  test.each<[string, Json | undefined]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'no'],
    ['another resource', { resourceType: 'Patient' }],
    ['no issue', { resourceType: 'OperationOutcome' }],
    ['an empty list of issues', { resourceType: 'OperationOutcome', issue: [] }],
    ['one issue that is no object', { resourceType: 'OperationOutcome', issue: [null] }],
    ['an unknown severity', { resourceType: 'OperationOutcome', issue: [{ severity: 'bad', code: 'x' }] }],
    ['no code', { resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] }],
  ])('is not %s', (_title, json) => {
    expect(readOperationOutcome(json)).toBeUndefined();
  });
});
