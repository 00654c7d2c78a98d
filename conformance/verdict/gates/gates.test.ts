import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../contract/requirements/load.ts';
import type { EndLine } from '../../history/lines.ts';
import type { RequirementVerdict, Verdict } from '../types.ts';
import { accepted } from './accepted.ts';
import { clockSteady } from './clock-steady.ts';
import { exercised } from './exercised.ts';
import { harnessOnTime } from './harness-on-time.ts';
import { inboxAfter, inboxBefore } from './inbox-alive.ts';
import { complete, matched } from './matched.ts';

const MS = 1_000_000;
const deadlines = { critical: 1000, other: 60_000, filed: 2000 };
const end = (more: Partial<EndLine> = {}): EndLine => ({ kind: 'end', seq: 1, at: 1, lag: 0, skipped: [], ...more });

test('matched: a filter that matches nothing is never green', () => {
  expect(matched(0).verdict).toBe('NOT_RUN');
  expect(matched(1).verdict).toBe('PASS');
});

test('complete: a run that was cut off proves no absence', () => {
  expect(complete(false).verdict).toBe('INCONCLUSIVE');
  expect(complete(true).verdict).toBe('PASS');
});

describe('accepted', () => {
  test.each([
    [0, 0, 'NOT_APPLICABLE'],
    [100, 0, 'INCONCLUSIVE'],
    [100, 49, 'INCONCLUSIVE'],
    [100, 50, 'PASS'],
    [3, 1, 'INCONCLUSIVE'],
    [3, 2, 'PASS'],
    [100, 100, 'PASS'],
  ] as const)('%i posts, %i accepted: %s', (sent, taken, verdict) => {
    expect(accepted({ sent, accepted: taken }).verdict).toBe(verdict);
  });
  test('says the share and the bound, which can be another', () => {
    expect(accepted({ sent: 200, accepted: 3 }).reason).toContain(
      '3 of 200 posts were accepted (1 %), fewer than 50 %',
    );
    expect(accepted({ sent: 100, accepted: 90 }, 95).verdict).toBe('INCONCLUSIVE');
  });
});

describe('the inbox, alive', () => {
  const work = { from: 100, until: 200 };
  test.each([
    ['seen before the first reading', [{ sent: 10, by: 99 }], 'PASS'],
    ['seen just when it was sent', [{ sent: 10, by: 100 }], 'PASS'],
    ['seen too late', [{ sent: 10, by: 101 }], 'INCONCLUSIVE'],
    ['never seen', [{ sent: 10, by: undefined }], 'INCONCLUSIVE'],
    [
      'one of two seen',
      [
        { sent: 10, by: undefined },
        { sent: 11, by: 50 },
      ],
      'PASS',
    ],
    ['none sent first', [{ sent: 150, by: 160 }], 'NOT_APPLICABLE'],
  ] as const)('before: %s', (_what, sentinels, verdict) => {
    expect(inboxBefore(sentinels, work).verdict).toBe(verdict);
  });
  test.each([
    ['nobody was shown it', [{ sent: 10, by: undefined }], /may not have worked$/],
    ['the inbox showed it too late', [{ sent: 10, by: 150, on: 'inbox' }], /may not have worked$/],
    [
      'its recipient alone',
      [{ sent: 10, by: 150, on: 'person' }],
      /its recipient sees it.*role ehr never did.*everybody$/,
    ],
    ['the search by patient alone', [{ sent: 10, by: 150, on: 'sweep' }], /search by patient shows it.*stamps/],
    [
      'its recipient alone, and the inbox another one',
      [
        { sent: 10, by: 150, on: 'person' },
        { sent: 150, by: 160, on: 'inbox' },
      ],
      /may not have worked$/,
    ],
  ] as const)('before, where it was not: why, as far as it shows: %s', (_what, sentinels, reason) => {
    expect(inboxBefore(sentinels, work)).toMatchObject({
      verdict: 'INCONCLUSIVE',
      reason: expect.stringMatching(reason),
    });
  });
  test.each([
    ['seen', [{ sent: 200, by: 300 }], 'PASS'],
    ['never seen', [{ sent: 200, by: undefined }], 'INCONCLUSIVE'],
    ['sent too early', [{ sent: 199, by: 300 }], 'INCONCLUSIVE'],
    ['none', [], 'INCONCLUSIVE'],
  ] as const)('after: %s', (_what, sentinels, verdict) => {
    expect(inboxAfter(sentinels, work).verdict).toBe(verdict);
  });
  test('nothing could have come into it where no reading was sent', () => {
    expect([inboxBefore([], undefined).verdict, inboxAfter([], undefined).verdict]).toEqual([
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
    ]);
  });
});

describe('the harness, on time', () => {
  test.each([
    ['no delay', {}, 'PASS'],
    ['a worst delay of 1 %', { lag: 10 * MS }, 'PASS'],
    ['a worst delay past it: charged', { lag: 5000 * MS }, 'PASS'],
    ['one in a thousand at 1 %', { lag: 11 * MS, lagP999: 10 * MS }, 'PASS'],
    ['one in a thousand past it', { lag: 11 * MS, lagP999: 10 * MS + 1 }, 'HARNESS_ERROR'],
  ] as const)('with a schedule, %s: %#', (_what, more, verdict) => {
    expect(harnessOnTime(end(more), deadlines, true).verdict).toBe(verdict);
    expect(harnessOnTime(end(more), deadlines, false).verdict).toBe('PASS');
  });
  test('in a load the deadlines of items count, for what is filed is looked for afterwards', () => {
    const slow = { critical: 5000, other: 60_000, filed: 1000 };
    expect(harnessOnTime(end({ lag: 50 * MS, lagP999: 50 * MS }), slow, true).verdict).toBe('PASS');
    expect(harnessOnTime(end({ lag: 51 * MS, lagP999: 51 * MS }), slow, true).verdict).toBe('HARNESS_ERROR');
    expect(harnessOnTime(end({ lag: 11 * MS }), slow, false).reason).toContain('past 1 %');
  });
  test('a charged delay is named', () => {
    expect(harnessOnTime(end({ lag: 12_345_678 }), deadlines, false).reason).toContain('12.346 ms, past 1 %');
  });
  test('a run that was cut off did not say', () => {
    expect(harnessOnTime(undefined, deadlines, true).verdict).toBe('NOT_APPLICABLE');
  });
});

describe('the clock, steady', () => {
  test.each([
    [undefined, 'PASS'],
    [{ by: 10 * MS, at: 0 }, 'PASS'],
    [{ by: -11 * MS, at: 0 }, 'INCONCLUSIVE'],
    [{ by: 1000 * MS, at: 0 }, 'INCONCLUSIVE'],
    [{ by: -1001 * MS, at: 0 }, 'HARNESS_ERROR'],
    [{ by: 3_600_000 * MS, at: 0 }, 'HARNESS_ERROR'],
  ] as const)('%j: %s', (step, verdict) => {
    expect(clockSteady(step, deadlines).verdict).toBe(verdict);
  });
  test('says which way and when', () => {
    expect(clockSteady({ by: -20 * MS, at: 61_000 * MS }, deadlines).reason).toContain(
      'set back by 20 ms about 61.0 s after the start',
    );
  });
});

describe('exercised', () => {
  const catalogue = loadCatalogue();
  const of = (requirement: string, must: number, mustNot: number, verdict: Verdict = 'PASS'): RequirementVerdict => ({
    requirement,
    level: 'MUST',
    statement: '',
    verdict,
    reason: '',
    counts: { must, mustNot, may: 0, overflow: 0, broken: 0, undecided: 0 },
    findings: [],
  });
  test('each selected one saw both twins', () => {
    const gate = exercised([of('LIM-01', 1, 1), of('LIM-02', 0, 0)], ['LIM-01'], catalogue, 5);
    expect([gate.verdict, gate.reason]).toEqual(['PASS', 'each of 1 saw enough cases and enough twins']);
  });
  test.each([
    [0, 9],
    [9, 0],
  ])('one that saw %i and %i twins is named', (must, mustNot) => {
    const gate = exercised([of('LIM-01', must, mustNot, 'INCONCLUSIVE')], ['LIM-01'], catalogue, 5);
    expect(gate.verdict).toBe('INCONCLUSIVE');
    expect(gate.reason).toContain(`LIM-01 (${must} of 1 demanded, ${mustNot} of 1 forbidden)`);
  });
  test.each(['NOT_APPLICABLE', 'UNTESTABLE', 'NOT_RUN', 'HARNESS_ERROR'] as const)(
    'one that is %s says so itself',
    (verdict) => {
      expect(exercised([of('LIM-01', 0, 0, verdict)], ['LIM-01'], catalogue, 5).verdict).toBe('NOT_APPLICABLE');
    },
  );
  test('a run that named none has to have judged something', () => {
    expect(exercised([of('LIM-01', 0, 0)], [], catalogue, 5).verdict).toBe('INCONCLUSIVE');
    expect(exercised([of('LIM-01', 0, 1)], [], catalogue, 5).verdict).toBe('PASS');
    expect(exercised([of('LIM-01', 0, 0)], [], catalogue, 0).verdict).toBe('NOT_APPLICABLE');
  });
  test('many are counted', () => {
    const ids = catalogue.requirements.slice(0, 20).map((r) => r.id);
    const gate = exercised(
      ids.map((id) => of(id, 0, 0)),
      ids,
      catalogue,
      5,
    );
    expect(gate.reason).toContain(' and 8 more');
  });
});
