import { describe, expect, test } from 'vitest';
import type { RequirementVerdict, Verdict } from '../types.ts';
import { canaryFailed } from './canary.ts';

const judged = (requirement: string, verdict: Verdict): RequirementVerdict => ({
  requirement,
  level: 'MUST',
  statement: '',
  verdict,
  reason: '',
  counts: { must: 1, mustNot: 1, may: 0, overflow: 0, broken: 0, undecided: 0 },
  findings: [],
});
const gate = (verdict: Verdict, isVoid = false, selected = ['LIM-02']) =>
  canaryFailed({ selected, verdicts: { requirements: [judged('LIM-02', verdict), judged('ALR-01', 'FAIL')], isVoid } });

describe('a receiver that is known to be broken', () => {
  test('was failed for what is known of it', () => {
    expect(gate('FAIL')).toMatchObject({ gate: 'canary', verdict: 'PASS' });
  });
  test.each(['PASS', 'WARN', 'INCONCLUSIVE', 'NOT_RUN', 'HARNESS_ERROR'] as const)(
    'judged %s: the harness proves nothing',
    (verdict) => {
      expect(gate(verdict)).toMatchObject({ verdict: 'HARNESS_ERROR', reason: expect.stringContaining(verdict) });
    },
  );
  test('what else it breaks does not count', () => {
    expect(gate('PASS').verdict).toBe('HARNESS_ERROR');
  });
  test('in a void run of its own nothing is confirmed', () => {
    expect(gate('FAIL', true)).toMatchObject({ verdict: 'HARNESS_ERROR', reason: expect.stringContaining('void') });
  });
  test('that was to break nothing, or what nobody knows, is no canary', () => {
    expect(gate('FAIL', false, []).verdict).toBe('HARNESS_ERROR');
    expect(gate('FAIL', false, ['XXX-99']).verdict).toBe('HARNESS_ERROR');
  });
  test('a sender is called one', () => {
    const verdicts = { requirements: [judged('SND-04', 'FAIL')], isVoid: false };
    const { reason } = canaryFailed({ role: 'sender', selected: ['SND-04'], verdicts }, 'sender');
    expect(reason).toBe('a sender that is known to break SND-04 was failed for it');
  });
  test('one of another role proves nothing of this run', () => {
    const verdicts = { requirements: [judged('LIM-02', 'FAIL')], isVoid: false };
    expect(canaryFailed({ selected: ['LIM-02'], verdicts }, 'sender')).toEqual({
      gate: 'canary',
      verdict: 'HARNESS_ERROR',
      reason: 'the canary was a receiver, and the system of this run is a sender',
    });
    expect(canaryFailed({ role: 'sender', selected: ['LIM-02'], verdicts }).verdict).toBe('HARNESS_ERROR');
  });
  test('was not played: said, and nothing more', () => {
    expect(canaryFailed(undefined).verdict).toBe('NOT_APPLICABLE');
  });
});
