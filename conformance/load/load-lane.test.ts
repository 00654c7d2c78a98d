import { expect, test } from 'vitest';
import type { Act } from '../history/lines.ts';
import type { DrivenParts } from '../runner/driven.ts';
import type { Performed } from '../sut/driver.ts';
import { referenceProfile } from '../sut/profile.ts';
import { loadLane } from './load-lane.ts';
import { LoadProfile } from './profile.ts';

const profile = LoadProfile.parse({
  patients: 40,
  readingsEach: 1,
  readingsPerSecond: 9,
  virtualUsers: 1,
  timeoutMs: 1000,
});

/** A run that is interrupted as soon as the first patient is enrolled; `script` is none, so that sending would fail. */
const interruptedInEnrolment = () => {
  const stopping = new AbortController();
  const enrolled: Act[] = [];
  const done: string[] = [];
  const parts = {
    driver: {
      via: 'fhir',
      perform: async (act: Act): Promise<Performed> => {
        enrolled.push(act);
        stopping.abort();
        return { sent: 0, settled: 1, wall: '2026-03-03T12:00:00Z', outcome: 'ok', answer: {} };
      },
    },
    recorder: { record: (_l: string, _v: string, _a: unknown, _act: Act, performed: Performed) => performed },
    clock: { now: () => 0, wall: () => '2026-03-03T12:00:00Z' },
    profile: referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir', portal: false }),
    seed: 1,
    nonce: 'AB12',
    signal: stopping.signal,
    progress: () => undefined,
    pushes: { begin: async () => done.push('subscribed') },
    scheduleBegins: () => done.push('schedule begun'),
  } as unknown as DrivenParts;
  return { parts, enrolled, done };
};

test('a load that is interrupted while its patients are enrolled is not sent', async () => {
  const { parts, enrolled, done } = interruptedInEnrolment();
  const driven = await loadLane({ name: 'mine', profile, script: 'none' }).drive(parts);
  expect(driven).toEqual({
    subjects: [],
    unsent: ['the run was interrupted before anything was sent'],
    voided: [],
    placedWithinNs: 0,
  });
  expect(done).toEqual([]);
  expect(enrolled.length).toBeLessThan(40);
});
