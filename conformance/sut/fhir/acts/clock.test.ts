import { describe, expect, test } from 'vitest';
import { encodeClock } from '../../../../contract/wire/fhir/parameters.ts';
import { CLOCK } from '../../actor.ts';
import { referenceProfile } from '../../profile.ts';
import { type Scripted, scriptedContext } from '../scripted.test-helper.ts';
import { advanceClock, readyWithinMs } from './clock.ts';

const TO = '2026-03-03T12:00:00Z';
const clock = (status: 'ready' | 'advancing' | 'failed'): Scripted => ({
  body: encodeClock({ now: TO, status }),
});
const advance = async (answerTo: (count: number) => Scripted) => {
  const { context, requests } = scriptedContext((_, count) => answerTo(count));
  return { performed: await advanceClock(context, { op: 'clock.advance', to: TO }, CLOCK), requests };
};

test.each([
  [{ critical: 100, other: 200, filed: 300 }, 5000],
  [{ critical: 1000, other: 1000, filed: 1000 }, 5000],
  [{ critical: 1000, other: 4000, filed: 1000 }, 12_000],
  [{ critical: 10_000, other: 60_000, filed: 1000 }, 30_000],
])('three of the longest deadline, at least 5 s and at most 30 s: %o', (deadlines, ms) =>
  expect(readyWithinMs({ ...referenceProfile({ fhirBase: 'http://127.0.0.1:1' }), deadlines })).toBe(ms),
);

describe('an advance', () => {
  test('is done when the clock is ready', async () => {
    const { performed, requests } = await advance(() => clock('ready'));
    expect(performed).toMatchObject({ outcome: 'ok', output: { now: TO } });
    expect(requests.length).toBe(1);
  });
  test('is asked about until the clock is ready', async () => {
    const { performed, requests } = await advance((n) => clock(n < 4 ? 'advancing' : 'ready'));
    expect(performed).toMatchObject({ outcome: 'ok', output: { now: TO }, settled: 4_000_000 });
    expect(requests.map((r) => r.method)).toEqual(['POST', 'GET', 'GET', 'GET']);
  });
  test('of a patient whom the system does not know is not sent: whose enrolment was not answered may not be there', async () => {
    const { context, requests } = scriptedContext(() => ({ body: { resourceType: 'Bundle', type: 'searchset' } }));
    const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
    await expect(advanceClock(context, { op: 'clock.advance', to: TO, patient }, CLOCK)).rejects.toThrow(
      'not sent: the system knows no patient MRN1',
    );
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
  });
  test('may be accepted without a body, and is then asked about', async () => {
    const { performed } = await advance((n) => (n === 1 ? { status: 202 } : clock('ready')));
    expect(performed.outcome).toBe('ok');
  });
  test('is unknown when the clock never gets ready, after the bound and not later', async () => {
    const { performed, requests } = await advance(() => ({ ...clock('advancing'), tookMs: 1000 }));
    expect(performed).toMatchObject({ outcome: 'unknown' });
    expect(performed.answer.text).toBe('the test clock was not ready within 5000 ms');
    expect(requests.length).toBe(5);
  });
  test.each([
    ['an empty 200', { status: 200 }],
    ['another resource', { body: { resourceType: 'Patient', id: 'p' } }],
    ['Parameters without a clock', { body: { resourceType: 'Parameters' } }],
    ['a page', { body: '<html>Sign in</html>' }],
  ])('is unknown at once: %s', async (_, answer) => {
    const { performed, requests } = await advance(() => answer);
    expect(performed.outcome).toBe('unknown');
    expect(requests.length).toBe(1);
  });
  test('is unknown at once when the question about it is answered with nothing', async () => {
    const { performed, requests } = await advance((n) => (n === 1 ? clock('advancing') : {}));
    expect(performed).toMatchObject({ outcome: 'unknown' });
    expect(performed.answer.text).toContain('without a readable clock');
    expect(requests.length).toBe(2);
  });
  test('is unknown when the clock failed', async () =>
    expect((await advance(() => clock('failed'))).performed).toMatchObject({
      outcome: 'unknown',
      answer: { text: 'the test clock says that it failed' },
    }));
  test('is refused when it is refused', async () =>
    expect((await advance(() => ({ status: 422 }))).performed).toMatchObject({ outcome: 'refused' }));
});
