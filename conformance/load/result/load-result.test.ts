import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import { judgedHistory, type JudgedHistory } from '../../judge.ts';
import { catalogue, textOf, withFile } from '../../judging/in-parts.test-helper.ts';
import { judgePart } from '../../judging/judge-part.ts';
import { HistoryBuilder, makeItem } from '../../oracle/history-builder.test-helper.ts';
import { Threshold } from '../latency/threshold.ts';
import { compareResults, ratioText } from './compare.ts';
import { exitCodeOf, LoadResult, loadResult } from './load-result.ts';
import { readEarlier } from './read-result.ts';

const about = {
  profile: 'smoke',
  sut: { name: 'a', version: '1' },
  judge: { seconds: 1.5, mostMemoryMb: 300, whileItRan: true },
};

/** So many abnormal readings whose items come so late, ms; null: never. */
const judgedOf = async (delays: readonly (number | null)[], lag = 0): Promise<JudgedHistory> => {
  const b = new HistoryBuilder({ catalogue: catalogue.hash });
  const order = b.order();
  b.grant();
  for (const [i, delay] of delays.entries()) {
    const reading = b.reading({ name: `r${i}`, value: '212' });
    if (delay !== null) b.wait(delay).seen(makeItem(reading, order, `i${i}`));
  }
  const lines = b.drain({ lag });
  return await withFile(textOf(lines), async (path) =>
    judgedHistory([await judgePart(path, { part: 0, of: 1 })], catalogue),
  );
};

const resultOf = async (delays: readonly (number | null)[], thresholds: readonly object[] = [], lag = 0) =>
  loadResult(await judgedOf(delays, lag), { ...about, thresholds: thresholds.map((t) => Threshold.parse(t)) });

const steady = (n: number, ms: number): number[] => Array.from({ length: n }, () => ms);

describe('the result of a load', () => {
  test('counts every item that had to come, those that never came too, and no sentinel', async () => {
    const result = await resultOf([...steady(9, 20), null]);
    const [all] = result.latencies;
    expect(all).toMatchObject({ samples: 10, neverSeen: 1, max: { highMs: null } });
    expect(result.readings).toBe(10);
    expect(result.items).toBe(9);
    expect(result.verdict).toBe('FAIL');
  });
  test('a latency runs from the intended send to the end of its interval', async () => {
    const { latencies } = await resultOf(steady(10, 20));
    const p50 = latencies[0]?.quantiles.p50;
    expect(p50 !== undefined && 'highMs' in p50 ? p50.highMs : undefined).toBeGreaterThanOrEqual(20);
  });
  test("the harness's lag lowers what is known at least, and nothing else", async () => {
    const [plain, lagging] = [await resultOf(steady(5, 20)), await resultOf(steady(5, 20), [], 10_000_000)];
    const boundsOf = ({ latencies }: LoadResult) => {
      const told = latencies[0]?.quantiles.p50;
      if (told === undefined || 'needsSamples' in told) throw new Error('it is told');
      return told;
    };
    expect(boundsOf(lagging).highMs).toBe(boundsOf(plain).highMs);
    expect(boundsOf(lagging).lowMs).toBeLessThanOrEqual(boundsOf(plain).lowMs);
  });
  test('its exit code is that of the verdicts, then of the thresholds', async () => {
    const held = await resultOf(steady(10, 20), [{ quantile: 'max', withinMs: 500 }]);
    expect(held.thresholds.map((t) => t.verdict)).toEqual(['PASS']);
    expect(exitCodeOf({ ...held, exitCode: 0 })).toBe(0);
    const late = await resultOf(steady(10, 20), [{ quantile: 'max', withinMs: 1 }]);
    expect(exitCodeOf({ ...late, exitCode: 0 })).toBe(1);
    const few = await resultOf(steady(10, 20), [{ quantile: 'p99', withinMs: 500 }]);
    expect(few.thresholds[0]?.why).toContain('299 samples');
    expect(exitCodeOf({ ...few, exitCode: 0 })).toBe(2);
    expect(exitCodeOf({ ...late, exitCode: 70 })).toBe(70);
  });
});

describe('compared', () => {
  const floor = (singlesPerSecond: number) => ({ floor: { singlesPerSecond } });
  test('latencies are told in posts of the floor of the same run: as slow on a machine twice as fast is twice as slow', async () => {
    const result = await resultOf(steady(10, 40));
    const [p50] = compareResults({ ...result, ...floor(1000) }, { ...result, ...floor(2000) });
    if (p50 === undefined) throw new Error('there is one');
    expect(p50.unit).toBe('floor posts');
    expect(ratioText(p50)).toBe('2.00');
  });
  test('without a floor they are in ms, and that is said', async () => {
    const [before, now] = [await resultOf(steady(10, 40)), await resultOf(steady(10, 20))];
    expect(compareResults(before, { ...now, ...floor(2000) })[0]?.unit).toBe('ms');
  });
  test('what cannot be told has no ratio', async () => {
    const [before, now] = [
      await resultOf(steady(10, 40)),
      await resultOf([...steady(5, 20), null, null, null, null, null, null]),
    ];
    expect(compareResults(before, now).map(ratioText)).toEqual(['–', '–', '–', '–']);
  });
  test('no earlier result is said, and no failure; something else is refused', async () => {
    const now = await resultOf(steady(10, 20));
    expect(readEarlier('no-such-file.json')).toMatchObject({ missing: expect.stringContaining('no-such-file.json') });
    await withFile('{"format":2}', async (path) => {
      expect(() => readEarlier(path)).toThrow(InputProblem);
      writeFileSync(path, JSON.stringify(now));
      expect(readEarlier(path)).toEqual(now);
    });
  });
});
