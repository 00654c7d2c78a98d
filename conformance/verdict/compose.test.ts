import { describe, expect, test } from 'vitest';
import { compose } from './compose.ts';
import { VERDICTS, type Verdict } from './types.ts';

describe('composing verdicts', () => {
  test.each<[readonly Verdict[], Verdict]>([
    [['PASS', 'PASS'], 'PASS'],
    [['PASS', 'WARN'], 'WARN'],
    [['WARN', 'NOT_RUN'], 'NOT_RUN'],
    [['NOT_RUN', 'INCONCLUSIVE'], 'INCONCLUSIVE'],
    [['INCONCLUSIVE', 'UNSTABLE'], 'UNSTABLE'],
    [['UNSTABLE', 'UNTESTABLE'], 'UNTESTABLE'],
    [['UNTESTABLE', 'HARNESS_ERROR'], 'HARNESS_ERROR'],
    [['HARNESS_ERROR', 'FAIL'], 'FAIL'],
    [['PASS', 'NOT_APPLICABLE'], 'PASS'],
    [['NOT_APPLICABLE'], 'NOT_APPLICABLE'],
    [[], 'NOT_RUN'],
  ])('%j is %s', (parts, expected) => {
    expect(compose(parts)).toBe(expected);
    expect(compose(parts.toReversed())).toBe(expected);
  });

  test('a proven FAIL is hidden by nothing', () => {
    for (const other of VERDICTS) expect(compose([other, 'FAIL'])).toBe('FAIL');
  });

  test('only PASS makes PASS', () => {
    for (const other of VERDICTS) {
      const expected = other === 'PASS' || other === 'NOT_APPLICABLE';
      expect(compose([other, 'PASS']) === 'PASS').toBe(expected);
    }
  });

  test('composing in parts is composing at once', () => {
    for (const a of VERDICTS)
      for (const b of VERDICTS)
        for (const c of VERDICTS) expect(compose([compose([a, b]), c])).toBe(compose([a, b, c]));
  });
});
