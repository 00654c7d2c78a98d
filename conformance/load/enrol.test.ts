import { describe, expect, test } from 'vitest';
import type { Act, OpLine } from '../history/lines.ts';
import type { DrivenParts } from '../runner/driven.ts';
import type { Performed } from '../sut/driver.ts';
import { referenceProfile } from '../sut/profile.ts';
import { loadCast } from './cast.ts';
import { enrol } from './enrol.ts';
import { planLoad } from './plan-load.ts';
import { LoadProfile } from './profile.ts';

const { parameters } = planLoad(
  LoadProfile.parse({ patients: 150, readingsEach: 1, readingsPerSecond: 9, virtualUsers: 1, timeoutMs: 1000 }),
  { seed: 2, nonce: 'AB12', nowMs: Date.parse('2026-03-03T12:00:00Z') },
);
const cast = loadCast(parameters, [{ system: 'urn:x', value: '1' }]);

/** Parts whose system answers as `answer` says, and what was written down. */
const scripted = (answer: (act: Act, attempt: number) => OpLine['outcome'], portal: boolean) => {
  const written: { lane: string; act: Act; outcome: OpLine['outcome']; wire: boolean }[] = [];
  const attempts = new Map<string, number>();
  const widths: number[] = [];
  let width = 0;
  const stopping = new AbortController();
  const parts = {
    driver: {
      via: 'fhir',
      perform: async (act: Act): Promise<Performed> => {
        widths.push(++width);
        await Promise.resolve();
        width -= 1;
        const key = JSON.stringify(act);
        attempts.set(key, (attempts.get(key) ?? 0) + 1);
        const outcome = answer(act, attempts.get(key) ?? 1);
        return { sent: 0, settled: 1, wall: '2026-03-03T12:00:00Z', outcome, answer: {}, wire: { request: 'x' } };
      },
    },
    recorder: {
      record: (lane: string, _via: string, _actor: unknown, act: Act, { outcome, wire }: Performed) => {
        written.push({ lane, act, outcome, wire: wire !== undefined });
        return { outcome };
      },
    },
    profile: referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir', portal }),
    signal: stopping.signal,
    progress: () => undefined,
  } as unknown as DrivenParts;
  return { parts, written, widths, stopping };
};

describe('enrolling many', () => {
  test.each([
    [false, ['person.patient', 'device.register', 'order.submit', 'permission.set']],
    [true, ['person.patient', 'device.register', 'order.submit', 'device.register', 'tracker.set', 'permission.set']],
  ])('each one in order, several side by side, in their own lanes (portal: %s)', async (portal, ops) => {
    const { parts, written, widths } = scripted(() => 'ok', portal);
    expect(await enrol((i) => `lane${i % 2}`, parts, 20, cast.patientOf)).toEqual([]);
    for (let i = 0; i < 20; i++) {
      const { value } = cast.patientOf(i).patient.identifier;
      const own = written.filter(({ act }) => JSON.stringify(act).includes(`"${value}"`));
      expect(own.map(({ act }) => act.op)).toEqual(ops);
      expect(new Set(own.map(({ lane }) => lane))).toEqual(new Set([`lane${i % 2}`]));
    }
    expect(Math.max(...widths)).toBeGreaterThan(4);
    expect(Math.max(...widths)).toBeLessThanOrEqual(16);
  });
  test('an act that was not answered is done again, and each attempt is written down', async () => {
    const { parts, written } = scripted(
      (act, attempt) => (act.op === 'order.submit' && attempt < 3 ? 'unknown' : 'ok'),
      false,
    );
    expect(await enrol(() => 'lane', parts, 1, cast.patientOf)).toEqual([]);
    expect(written.filter(({ act }) => act.op === 'order.submit').map(({ outcome }) => outcome)).toEqual([
      'unknown',
      'unknown',
      'ok',
    ]);
  });
  test('what is refused is not tried again, and is said', async () => {
    const { parts, written } = scripted((act) => (act.op === 'permission.set' ? 'refused' : 'ok'), false);
    const [said] = await enrol(() => 'lane', parts, 1, cast.patientOf);
    expect(said).toMatch(/permission\.set of MRNL0-AB12 was refused/);
    expect(written.filter(({ act }) => act.op === 'permission.set')).toHaveLength(1);
  });
  test('of very many only what went wrong is kept byte for byte', async () => {
    const { parts, written } = scripted((act) => (act.op === 'order.submit' ? 'refused' : 'ok'), false);
    await enrol(() => 'lane', parts, 150, cast.patientOf);
    expect(written.filter(({ wire }) => wire).every(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(written.filter(({ wire }) => wire)).toHaveLength(150);
  });
  test('an interrupt ends it', async () => {
    const { parts, written, stopping } = scripted(() => 'ok', false);
    stopping.abort();
    await enrol(() => 'lane', parts, 20, cast.patientOf);
    expect(written).toEqual([]);
  });
});
