import { expect, test } from 'vitest';
import { driveLanes, type DrivenParts } from './driven.ts';

test('no lane is driven once the run was interrupted, and each says so', async () => {
  const stopping = new AbortController();
  const driven: string[] = [];
  const lane = (name: string) => ({
    lane: name,
    drive: async () => {
      driven.push(name);
      stopping.abort();
      return { subjects: [], unsent: [], voided: [], placedWithinNs: 0 };
    },
  });
  const parts = { progress: () => undefined, clock: { now: () => 0 }, signal: stopping.signal };
  const { skipped } = await driveLanes([lane('first'), lane('second')], ['ALR-01'], parts as unknown as DrivenParts);
  expect(driven).toEqual(['first']);
  expect(skipped).toEqual([
    { lane: 'second', requirement: ['ALR-01'], verdict: 'NOT_RUN', reason: 'the run was interrupted' },
  ]);
});
