import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../conformance/verdict/types.ts';
import { requirement, verdicts } from '../sample-run.test-helper.ts';
import { coverageOf, coverageText } from './coverage.ts';

const unbuilt = requirement('OLD-01', 'NOT_RUN', { reason: 'not built yet: nothing judges it' });
const outside = requirement('OUT-01', 'NOT_RUN', { reason: 'outside: the scope "reply" is not claimed' });
const of = (requirements: Parameters<typeof coverageOf>[0]['requirements'], isVoid = false) =>
  coverageOf(verdicts({ requirements, isVoid }));

describe('what a run says something about', () => {
  it('what is not claimed or does not apply is not held against it; what nothing judges is counted', () => {
    const all = [
      requirement('A', 'PASS'),
      requirement('B', 'WARN'),
      unbuilt,
      outside,
      requirement('C', 'NOT_APPLICABLE'),
    ];
    expect(of(all)).toEqual({ held: 3, met: 2, failed: 0, unbuilt: 1, open: 0, isWhole: true });
    expect(coverageText(of(all))).toBe('2 of 3 requirements met, 1 that nothing judges yet');
  });

  it.each(VERDICTS.filter((v) => !['PASS', 'WARN', 'FAIL', 'NOT_APPLICABLE'].includes(v)))(
    'with one that is %s it is not whole',
    (verdict) => {
      const found = of([requirement('A', 'PASS'), requirement('B', verdict)]);
      expect([found.open, found.isWhole]).toEqual([1, false]);
    },
  );

  it('one that was not selected makes it a part', () =>
    expect(of([requirement('A', 'PASS'), requirement('B', 'NOT_RUN', { reason: 'not selected' })]).isWhole).toBe(
      false,
    ));

  it('nothing of a void run is decided', () =>
    expect(of([requirement('A', 'PASS'), requirement('B', 'FAIL')], true)).toMatchObject({
      met: 0,
      failed: 0,
      open: 2,
      isWhole: false,
    }));

  it('a run of nothing is not whole', () => expect(of([unbuilt, outside]).isWhole).toBe(false));
});
