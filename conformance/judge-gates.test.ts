import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../contract/requirements/load.ts';
import type { HistoryLine } from './history/lines.ts';
import { judgeLines } from './judge.ts';
import { HistoryBuilder, makeItem, makeReading } from './oracle/history-builder.test-helper.ts';
import { type Gate, GATES } from './verdict/types.ts';

const catalogue = loadCatalogue();

describe('gates', () => {
  const gate = async (lines: readonly HistoryLine[], name: Gate) =>
    (await judgeLines(lines, catalogue)).gates.find((g) => g.gate === name);
  test('each is there once, in its order', async () => {
    expect((await judgeLines(new HistoryBuilder().drain(), catalogue)).gates.map((g) => g.gate)).toEqual(GATES);
  });
  test('a system that refuses everything is not green, whatever its refusals met', async () => {
    const b = new HistoryBuilder();
    const options = { outcome: 'refused' as const, answer: { code: '401' } };
    b.order({}, options);
    b.permission('granted', 'glucose', 'p1', options);
    b.reading({ name: 'r', value: '181' }, options);
    const v = await judgeLines(b.drain(), catalogue);
    expect(v.exitCode).not.toBe(0);
    expect(v.gates.find((g) => g.gate === 'accepted')).toMatchObject({ verdict: 'INCONCLUSIVE' });
    expect(v.notes.join()).toContain('0 of 3 posts were accepted (0 %)');
  });
  test('posts that were spoilt on purpose, and those of the harness itself, do not count', async () => {
    const b = new HistoryBuilder();
    b.order();
    b.op(
      {
        op: 'reading.submit',
        reading: makeReading({ name: 'x', value: '1' }),
        defect: { kind: 'unknown-unit', unit: 'furlong' },
      },
      { outcome: 'refused' },
    );
    expect((await gate(b.drain(), 'accepted'))?.reason).toBe('1 of 1 posts were accepted (100 %)');
  });
  test('a sentinel before and one after', async () => {
    const b = new HistoryBuilder();
    b.lane = 'sentinel/before';
    const order = b.order({ name: 's', patient: 's' });
    b.grant('glucose', 's');
    const reading = b.reading({ name: 's', value: '250', patient: 's' });
    b.wait(20).seen(makeItem(reading, order, 's'));
    b.lane = 'lane/fhir';
    b.order();
    b.grant();
    b.reading({ name: 'r', value: '100' });
    const lines = b.drain();
    expect([await gate(lines, 'inbox-before'), await gate(lines, 'inbox-after')]).toMatchObject([
      { verdict: 'PASS' },
      { verdict: 'PASS' },
    ]);
    const blind = lines.filter((l) => l.kind !== 'seen');
    expect([await gate(blind, 'inbox-before'), await gate(blind, 'inbox-after')]).toMatchObject([
      { verdict: 'INCONCLUSIVE' },
      { verdict: 'INCONCLUSIVE' },
    ]);
  });
  test('a wall clock that was set voids the run, and its failures are not confirmed', async () => {
    const set = (lines: readonly HistoryLine[], ms: number): HistoryLine[] =>
      lines.map((l) =>
        l.kind === 'op' && l.seq > 3 ? { ...l, wall: new Date(Date.parse(l.wall) + ms).toISOString() } : l,
      );
    const long = (): HistoryLine[] => {
      const b = new HistoryBuilder({ catalogue: catalogue.hash });
      b.order();
      b.grant();
      for (let i = 0; i < 30; i += 1) b.reading({ name: `r${i}`, value: '181' });
      return b.drain();
    };
    expect((await judgeLines(set(long(), 2), catalogue)).verdict).toBe('FAIL');
    const v = await judgeLines(set(long(), 3_600_000), catalogue);
    expect([v.verdict, v.exitCode, v.isVoid]).toEqual(['HARNESS_ERROR', 70, true]);
    expect(v.requirements.some((r) => r.verdict === 'FAIL')).toBe(true);
    expect(v.notes.join()).toContain('the wall clock was set forwards by');
  });
});
