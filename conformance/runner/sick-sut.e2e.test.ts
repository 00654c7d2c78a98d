import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import { readHistorySync } from '../history/reader.ts';
import { referenceProfile, type SutProfile } from '../sut/profile.ts';
import { defineScenario, type ScenarioInput } from './document/scenario.ts';
import { type FakeOptions, type FakeSut, type Mishap, startFakeSut } from './fake-sut.test-helper.ts';
import type { ProgressEvent } from './progress.ts';
import { runLanes, type RunOptions } from './run.ts';

const scenarioOf = (name: string) =>
  defineScenario({
    name,
    title: 'Two readings',
    bindings: ['fhir'],
    acts: [
      { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
      { at: '+5min', grant: { measure: 'glucose' } },
      { at: 'd1 09:00', reading: { value: '112 mg/dL' } },
      { at: 'd1 10:00', reading: { value: '7.0 mmol/L' } },
    ],
  });

let closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
});

interface Sick {
  readonly lines: HistoryLine[];
  readonly problem: InputProblem | undefined;
  readonly events: ProgressEvent[];
  readonly sut: FakeSut;
  readonly folder: string;
}

/** A run against a SUT in which one thing is broken. `problem`: why it did not begin. */
const run = async (
  mishap: FakeOptions['mishap'],
  more: Partial<RunOptions> = {},
  profileOf: (profile: SutProfile) => SutProfile = (profile) => profile,
): Promise<Sick> => {
  const sut = await startFakeSut(mishap === undefined ? {} : { mishap });
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-sick-'));
  closing.push(
    () => sut.close(),
    () => rmSync(folder, { recursive: true }),
  );
  const events: ProgressEvent[] = [];
  const runDir = join(folder, 'run');
  try {
    const { historyPath } = await runLanes({
      profile: profileOf({
        ...referenceProfile({ fhirBase: sut.base }),
        access: { mode: 'none' },
        deadlines: { critical: 100, other: 100, filed: 100 },
      }),
      lanes: [{ scenario: scenarioOf('two'), binding: 'fhir', requirements: ['LIM-01'] }],
      seed: 3,
      runDir,
      selected: ['LIM-01'],
      secrets: {},
      progress: (event) => events.push(event),
      ...more,
    });
    return { lines: readHistorySync(historyPath), problem: undefined, events, sut, folder: runDir };
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    return { lines: [], problem: error, events, sut, folder: runDir };
  }
};

const opsOf = (lines: readonly HistoryLine[], lane: string): OpLine[] =>
  lines.filter((line) => line.kind === 'op').filter((op) => op.lane === lane);
const skippedOf = (lines: readonly HistoryLine[]) => {
  const end = lines.at(-1);
  return end?.kind === 'end' ? end.skipped : [];
};
const butMetadata =
  (what: Mishap) =>
  (_method: string, path: string): Mishap | undefined =>
    path === 'metadata' ? undefined : what;

describe('before anything is sent: exit 69, no history, and what came', () => {
  test.each(['401', '403'] as const)('%s to everything: the credentials are refused', async (status) => {
    const { problem, folder } = await run(() => status);
    expect(problem?.exitCode).toBe(EXIT.unreachable);
    expect(problem?.message).toContain(`refuses the harness's credentials (HTTP ${status})`);
    expect(problem?.expected).toContain('the key or the tokens that the profile names');
    expect(problem?.place.path).toBe('access');
    expect(existsSync(folder)).toBe(false);
  });

  test('another key: the advice names the variable, nothing shows its value', async () => {
    const key = 'a-key-that-the-system-does-not-have';
    const { problem, sut } = await run(butMetadata('401'), { secrets: { ACME_KEY: key } }, (profile) => ({
      ...profile,
      access: { mode: 'jwt-hs256', key: '${ACME_KEY}' },
    }));
    expect(problem?.advice).toContain('ACME_KEY');
    expect(problem?.describe()).not.toContain(key);
    expect(sut.requests).toEqual(['GET metadata', 'GET Task']);
  });

  test.each([
    ['html', 'text/html'],
    ['empty', 'an empty body'],
    ['patient', 'HTTP 200, Patient'],
    ['503', 'HTTP 503'],
    ['redirect', 'HTTP 302'],
  ] as const)('/metadata answers %s', async (mishap, came) => {
    const { problem } = await run((_, path) => (path === 'metadata' ? mishap : undefined));
    expect(problem?.exitCode).toBe(EXIT.unreachable);
    expect(problem?.message).toContain(came);
    expect(problem?.expected).toContain('CapabilityStatement');
  });

  test.each([
    ['html', 'HTTP 200, text/html'],
    ['empty', 'HTTP 200, an empty body'],
    ['patient', 'HTTP 200, Patient'],
    ['500', 'HTTP 500'],
    ['503', 'HTTP 503'],
    ['reset', 'ECONNRESET'],
    ['cut', 'aborted'],
  ] as const)('everything but /metadata answers %s', async (mishap, came) => {
    const { problem, folder } = await run(butMetadata(mishap));
    expect(problem?.exitCode).toBe(EXIT.unreachable);
    expect(problem?.message).toContain(came);
    expect(problem?.expected).toContain('searchset');
    expect(existsSync(folder)).toBe(false);
  });

  test('a /metadata that wants credentials says nothing yet: the run begins', async () => {
    const { problem, lines } = await run((_, path) => (path === 'metadata' ? '401' : undefined));
    expect(problem).toBeUndefined();
    expect(lines.at(-1)?.kind).toBe('end');
  });
});

describe('a system that falls ill', () => {
  test.each([
    ['500', 'the system answered none of the 7 enrolments of clinicians and pools (port "people"): HTTP 500'],
    ['429', 'the system answered none of the 7 enrolments of clinicians and pools (port "people"): HTTP 429'],
    ['403', 'the system accepted none of the 7 enrolments of clinicians and pools (port "people"): HTTP 403'],
  ] as const)('%s to every create: nobody is enrolled, no lane is played', async (status, reason) => {
    const { lines, events } = await run((method) => (method === 'POST' ? status : undefined));
    const skipped = skippedOf(lines);
    expect(skipped.map((s) => [s.lane, s.verdict, s.requirement])).toEqual([
      ['*', 'NOT_RUN', ['LIM-01']],
      ['two/fhir', 'NOT_RUN', ['LIM-01']],
    ]);
    for (const s of skipped) expect(s.reason).toContain(reason);
    expect(opsOf(lines, 'people').length).toBe(7);
    expect([...opsOf(lines, 'two/fhir'), ...opsOf(lines, 'sentinel'), ...opsOf(lines, 'drain')]).toEqual([]);
    expect(events.some((e) => e.kind === 'lane-started')).toBe(false);
  });

  test('one enrolment that succeeds is enough to go on', async () => {
    let creates = 0;
    const { lines } = await run((method) => (method === 'POST' && ++creates === 1 ? '500' : undefined));
    expect(skippedOf(lines)).toEqual([]);
    expect(opsOf(lines, 'two/fhir').length).toBeGreaterThan(4);
  });

  test('a test clock that answers nothing: the lane stops there, and at once', async () => {
    const { lines } = await run((_, path) => (path === '$test-clock-advance' ? 'empty' : undefined));
    const [skipped] = skippedOf(lines);
    expect(skipped).toMatchObject({ lane: 'two/fhir', verdict: 'NOT_RUN', requirement: ['LIM-01'] });
    expect(skipped?.reason).toMatch(/the test clock did not advance to 2.*without a readable clock/);
    const ops = opsOf(lines, 'two/fhir').filter((op) => op.act.op !== 'inbox.look' && op.act.op !== 'audit.read');
    expect(ops.at(-1)).toMatchObject({ act: { op: 'clock.advance' }, outcome: 'unknown' });
    expect((ops.at(-1)?.settled ?? 0) - (ops.at(-1)?.sent ?? 0)).toBeLessThan(1e9);
  });

  test('no answers any more: the lane ends after three time-outs, and so does the run', async () => {
    let creates = 0;
    const { lines, events } = await run(
      (method, path) => (method === 'POST' && path !== 'PractitionerRole' && ++creates > 1 ? 'silence' : undefined),
      { answerWithinMs: 100 },
      // Without its clock the lane goes on from one time-out to the next.
      (profile) => ({ ...profile, clock: 'absent', visibilityLagMs: 50 }),
    );
    expect(skippedOf(lines).map((s) => [s.lane, s.reason])).toEqual([
      ['*', 'no answer within 0.1 s, three times in a row'],
      ['two/fhir', 'no answer within 0.1 s, three times in a row'],
    ]);
    expect(opsOf(lines, 'two/fhir').map((op) => op.outcome)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(events.findLast((e) => e.kind === 'lane-skipped')).toMatchObject({ lane: 'two/fhir', verdict: 'NOT_RUN' });
  });

  test('silent from the enrolment on: three time-outs, then the end', async () => {
    const { lines } = await run((method) => (method === 'POST' ? 'silence' : undefined), { answerWithinMs: 100 });
    expect(opsOf(lines, 'people').length).toBe(3);
    expect(skippedOf(lines)[0]?.reason).toBe(
      'the system answered none of the 3 enrolments of clinicians and pools (port "people"): no whole answer within 100 ms',
    );
  });

  test('after three silent lanes no more are begun', async () => {
    let creates = 0;
    const names = ['a', 'b', 'c', 'd', 'e'];
    const { lines, events } = await run(
      (method, path) => (method === 'POST' && path !== 'PractitionerRole' && ++creates > 1 ? 'silence' : undefined),
      {
        answerWithinMs: 60,
        width: 1,
        lanes: names.map((name) => ({ scenario: scenarioOf(name), binding: 'fhir' })),
      },
      (profile) => ({ ...profile, clock: 'absent', visibilityLagMs: 50 }),
    );
    expect(events.filter((e) => e.kind === 'lane-started').length).toBe(3);
    expect(skippedOf(lines).map((s) => s.lane)).toEqual(['*', ...names.map((name) => `${name}/fhir`)]);
  });
});

describe('an interrupt', () => {
  const WHOLE = { lane: '*', requirement: ['LIM-01'], verdict: 'NOT_RUN', reason: 'the run was interrupted' } as const;
  const deadlines = { critical: 600_000, other: 600_000, filed: 100 };

  test('ends the wait for the first item of a run', async () => {
    const stopping = new AbortController();
    const { lines } = await run(
      (method, path) => {
        if (method !== 'POST' || path !== 'Observation') return undefined;
        stopping.abort();
        return '503';
      },
      { abort: stopping.signal },
      (profile) => ({ ...profile, deadlines }),
    );
    expect(skippedOf(lines)).toContainEqual(WHOLE);
  });

  test('ends the wait for an item that an act is about, which is then no item that did not come', async () => {
    const stopping = new AbortController();
    const waits = scenarioOf('waits');
    const mild: ScenarioInput['acts'] = [
      { at: 'd1 11:00', reading: { value: '120 mg/dL', name: 'mild' } },
      { at: '+1min', seen: { reading: 'mild' } },
    ];
    const scenario = { ...waits, acts: [...waits.acts, ...defineScenario({ ...waits, acts: mild }).acts] };
    const { lines } = await run(undefined, {
      abort: stopping.signal,
      itemWaitMs: 600_000,
      lanes: [{ scenario, binding: 'fhir', requirements: ['LIM-01'] }],
      progress: (event) => {
        if (event.kind === 'act' && event.done === event.of - 1) setImmediate(() => stopping.abort());
      },
    });
    expect(skippedOf(lines)).toEqual([WHOLE, { ...WHOLE, lane: 'waits/fhir' }]);
  });
});

describe('progress', () => {
  const ended = (events: readonly ProgressEvent[]): number =>
    events.filter((e) => e.kind === 'lane-ended' || e.kind === 'lane-skipped').length;
  const told = (events: readonly ProgressEvent[]): number =>
    events.reduce((n, e) => (e.kind === 'run' ? n + e.lanes : n), 0);

  test('counts every lane whose end it tells, skipped ones too, and none of the harness itself', async () => {
    const { events } = await run(undefined, {
      lanes: [
        { scenario: scenarioOf('one'), binding: 'fhir' },
        { scenario: defineScenario({ ...hl7Scenario }), binding: 'hl7v2' },
      ],
    });
    expect(told(events)).toBe(2);
    expect(ended(events)).toBe(2);
    const lanes = events.flatMap((e) => ('lane' in e ? [e.lane] : []));
    expect(new Set(lanes)).toEqual(new Set(['one/fhir', 'other/hl7v2']));
  });

  test.each([
    ['an ill clock', '$test-clock-advance'],
    ['no enrolment', 'PractitionerRole'],
  ])('and each once: %s', async (_, ill) => {
    const { events } = await run((__, path) =>
      path === ill || (ill !== '$test-clock-advance' && path === 'CareTeam') ? '500' : undefined,
    );
    expect(told(events)).toBe(1);
    expect(ended(events)).toBe(1);
  });
});

const hl7Scenario = {
  name: 'other',
  title: 'Over HL7 v2',
  bindings: ['hl7v2' as const],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose' as const, limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' as const } },
  ],
};
