import { describe, expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import { caseExpectations, caseHistory } from '../oracle/case-history.test-helper.ts';
import { naiveExpectationsOf } from './expect.test-helper.ts';

describe.each(loadCases().map((c) => [`${c.number} ${c.title}`, c] as const))('case %s', (_title, worked) => {
  test('every course that its history allows ends as the case says', () => {
    const { lines, opOf } = caseHistory(worked);
    expect(naiveExpectationsOf(lines)).toEqual(caseExpectations(worked, opOf));
  });
});
