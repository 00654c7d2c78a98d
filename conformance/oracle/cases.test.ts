import { describe, expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import { caseExpectations, caseHistory } from './case-history.test-helper.ts';
import { expectationsOf } from './expect.ts';

describe.each(loadCases().map((c) => [`${c.number} ${c.title}`, c] as const))('case %s', (_title, worked) => {
  const history = caseHistory(worked);
  const expected = caseExpectations(worked, history.opOf);

  test('the oracle expects the items that the case expects, and no others', () => {
    expect(expectationsOf(history.lines).items).toEqual(expected.items);
  });

  test('each operation is accepted, replayed or refused as the case says, for its reason', () => {
    expect(expectationsOf(history.lines).answers).toEqual(expected.answers);
  });
});
