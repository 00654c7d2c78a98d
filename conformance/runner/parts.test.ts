import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/index.ts';
import { DAY_MS } from '../../simulator/clock.ts';
import { DEFAULT_PEOPLE } from '../sut/people.ts';
import { referenceProfile, type SutProfile } from '../sut/profile.ts';
import { defineScenario, type ScenarioInput } from './document/scenario.ts';
import { ItemWaiters } from './item-waiters.ts';
import { planLane } from './plan/plan-lane.ts';
import type { LanePlan } from './plan/planned-act.ts';
import { simulatedIdentities, simulatedReadings } from './plan/simulated.ts';
import { planLanes } from './plan-lanes.ts';
import { route } from './route.ts';
import { realStart } from './real-time.ts';
import { SENTINEL } from './sentinel.ts';
import { sideBySide } from './side-by-side.ts';

const profile = referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir', hl7: { host: '127.0.0.1', port: 2 } });
const bare: SutProfile = { ...profile, clock: 'absent' };
const scenarioOf = (acts: ScenarioInput['acts']) => defineScenario({ name: 'mine', title: 'Mine', acts });
const planOf = (scenario: ReturnType<typeof scenarioOf>, binding: 'fhir' | 'hl7v2' = 'fhir') =>
  planLane(scenario, binding, 1, {
    nonce: 'N',
    people: DEFAULT_PEOPLE,
    clock: 'absent',
    identities: simulatedIdentities,
    streams: simulatedReadings,
  });
const plain: ScenarioInput['acts'] = [
  { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
  { at: '+5min', grant: { measure: 'glucose' } },
  { at: 'd2 09:00', reading: { value: '212 mg/dL' } },
];

const item = (value: string, version = 1) => ({ identifier: { system: 's', value }, version }) as InboxItem;

describe('an item that is waited for', () => {
  test('is given at once when it is in sight, in its latest version', async () => {
    const waiters = new ItemWaiters();
    waiters.offer(item('a', 2));
    waiters.offer(item('a', 1));
    expect((await waiters.waitFor((i) => i.identifier.value === 'a', 10))?.version).toBe(2);
  });
  test('is given to everybody who waits for it, when it comes', async () => {
    const waiters = new ItemWaiters();
    const both = Promise.all([1, 2].map(() => waiters.waitFor((i) => i.identifier.value === 'b', 5000)));
    waiters.offer(item('a'));
    waiters.offer(item('b'));
    expect((await both).map((i) => i?.identifier.value)).toEqual(['b', 'b']);
  });
  test('is undefined when it does not come in time', async () =>
    expect(await new ItemWaiters().waitFor(() => true, 1)).toBeUndefined());
  test('is undefined at once when nobody waits any more', async () => {
    const waiters = new ItemWaiters();
    const before = waiters.waitFor(() => true, 600_000);
    waiters.end();
    expect([await before, await waiters.waitFor(() => true, 600_000)]).toEqual([undefined, undefined]);
    waiters.offer(item('a'));
    expect((await waiters.waitFor(() => true, 600_000))?.identifier.value).toBe('a');
  });
});

describe('side by side', () => {
  test('never more than the width at a time, results in order', async () => {
    let now = 0;
    let most = 0;
    const results = await sideBySide([3, 1, 2, 5, 4], 2, async (n) => {
      most = Math.max(most, ++now);
      for (let i = 0; i < n; i++) await Promise.resolve();
      now--;
      return n * 10;
    });
    expect(results).toEqual([30, 10, 20, 50, 40]);
    expect(most).toBe(2);
  });
  test('a failure is told after the others have ended', async () => {
    const done: number[] = [];
    const run = sideBySide([1, 2, 3], 3, async (n) => {
      if (n === 1) throw new Error('first');
      await Promise.resolve();
      done.push(n);
    });
    await expect(run).rejects.toThrow('first');
    expect(done).toEqual([2, 3]);
  });
  test('nothing to do', async () => expect(await sideBySide([], 4, () => Promise.reject(new Error('no')))).toEqual([]));
});

describe('without a test clock', () => {
  const now = Date.parse('2026-03-03T18:00:00Z');
  test('a scenario of orders, grants and readings is played back-dated, ending behind now on the same wall time', () => {
    const scenario = scenarioOf(plain);
    const real = realStart(scenario, planOf(scenario), bare, now);
    expect(real).toEqual({ start: '2026-03-02' });
    const plan = planLanes([{ scenario, binding: 'fhir' }], { profile: bare, seed: 1, nonce: 'N', nowMs: now }).lanes[0]
      ?.plan;
    const last = plan?.acts.at(-1);
    expect(new Date(last?.at ?? 0).toISOString()).toBe('2026-03-03T14:00:00.000Z');
  });
  test('the last act never lies ahead, at whatever time of day the run starts', () => {
    const scenario = scenarioOf(plain);
    for (let hour = 0; hour < 24; hour++) {
      const setting = { profile: bare, seed: 1, nonce: 'N', nowMs: now + hour * 3_600_000 };
      const last = planLanes([{ scenario, binding: 'fhir' }], setting).lanes[0]?.plan.acts.at(-1)?.at ?? Number.NaN;
      expect(last).toBeLessThan(setting.nowMs);
      expect(setting.nowMs - last).toBeLessThan(2 * DAY_MS);
    }
  });
  test.each([
    ['a change of the order', [...plain, { at: 'd2 10:00', change: { status: 'on-hold' } }], /order\.change/],
    ['more than a week', [...plain, { at: 'd20 10:00', reading: { value: '99 mg/dL' } }], /back-dated/],
  ] satisfies [string, ScenarioInput['acts'], RegExp][])('%s cannot be', (_what, acts, reason) => {
    const scenario = scenarioOf(acts);
    expect(realStart(scenario, planOf(scenario), bare, now)).toMatchObject({
      reason: expect.stringMatching(reason) as string,
    });
  });
  test.each([
    ['a withdrawal', [...plain, { at: 'd2 10:00', withdraw: { measure: 'glucose' } }]],
    ['reading back', [...plain, { at: 'd2 10:00', read: { measure: 'glucose' } }]],
  ] satisfies [string, ScenarioInput['acts']][])('%s can be', (_what, acts) => {
    const scenario = scenarioOf(acts);
    expect(realStart(scenario, planOf(scenario), bare, now)).toEqual({ start: '2026-03-02' });
  });
  test('the sentinel can', () => expect(realStart(SENTINEL, planOf(SENTINEL), bare, now)).toHaveProperty('start'));
});

describe('one clock for all', () => {
  test('lanes follow each other in virtual time, between the sentinels', () => {
    const scenario = scenarioOf(plain);
    const plans = planLanes(
      [
        { scenario, binding: 'fhir' },
        { scenario, binding: 'hl7v2' },
      ],
      { profile: { ...profile, clock: 'system' }, seed: 1, nonce: 'N', nowMs: 0 },
    );
    const { before, after } = plans.sentinels;
    const spans = [before, ...plans.lanes.map((l) => l.plan), after].map((p) => p.acts.map((a) => a.at));
    for (const [i, span] of spans.entries())
      expect(Math.min(...span)).toBeGreaterThan(Math.max(0, ...(spans[i - 1] ?? [])));
  });
});

const without = (port: keyof SutProfile['ports']): SutProfile => ({
  ...profile,
  ports: { ...profile.ports, [port]: ['absent'] },
});

describe('ports', () => {
  const missingPort = (plan: LanePlan, over: SutProfile): string | undefined => {
    const routed = route(plan, over);
    return 'plan' in routed ? undefined : `${routed.verdict} ${routed.reason}`;
  };
  test('all there', () => expect(missingPort(planOf(scenarioOf(plain), 'hl7v2'), profile)).toBeUndefined());
  test.each(['patients', 'orders', 'permission', 'readings-in', 'inbox'] as const)('%s absent', (port) =>
    expect(missingPort(planOf(scenarioOf(plain)), without(port))).toBe(`UNTESTABLE the port "${port}" is absent`),
  );
  test.each(['messages', 'audit', 'inbox-acts'] as const)('%s absent, and not needed', (port) =>
    expect(missingPort(planOf(scenarioOf(plain)), without(port))).toBeUndefined(),
  );
  const lanesOf = (over: SutProfile, binding: 'fhir' | 'hl7v2') =>
    planLanes([{ scenario: scenarioOf(plain), binding, requirements: ['HL7-01'] }], {
      profile: over,
      seed: 1,
      nonce: 'N',
      nowMs: Date.parse('2026-03-02T12:00:00Z'),
    });
  test('a wire that the system does not claim is not applicable, and nobody failed', () => {
    const { hl7: _none, ...rest } = profile;
    expect(lanesOf(rest, 'hl7v2').skipped).toEqual([
      expect.objectContaining({
        verdict: 'NOT_APPLICABLE',
        requirement: ['HL7-01'],
        reason: expect.stringContaining('HL7 v2'),
      }),
    ]);
    expect(lanesOf(rest, 'fhir').skipped).toEqual([]);
  });
  test('a port that is missing on a wire it claims is untestable', () => {
    expect(lanesOf(without('orders'), 'fhir').skipped).toEqual([expect.objectContaining({ verdict: 'UNTESTABLE' })]);
  });
});

test('recorded data without a folder is bad input, before anything is sent', () => {
  const scenario = defineScenario({
    name: 'recorded',
    title: 'Recorded',
    patients: { person: { recorded: 'aim94', count: 2 } },
    acts: [{ at: 'd1 00:00', stream: {} }],
  });
  const plan = () => planLanes([{ scenario, binding: 'fhir' }], { profile, seed: 1, nonce: 'N', nowMs: 0 });
  expect(plan).toThrow(
    expect.objectContaining({ name: 'InputProblem', advice: expect.stringContaining('--data') as string }),
  );
});
