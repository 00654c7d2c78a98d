import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import { readHistorySync } from '../history/reader.ts';
import { type ReferenceAddress, referenceProfile, type SutProfile } from '../sut/profile.ts';
import { defineScenario } from './document/scenario.ts';
import { type FakeOptions, type FakeSut, startFakeSut } from './fake-sut.test-helper.ts';
import { runLanes, type RunOptions } from './run.ts';

const scenario = defineScenario({
  name: 'high-and-plain',
  title: 'One reading above, one inside',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'high' } },
    { at: 'd1 10:00', reading: { value: '7.0 mmol/L' } },
    { at: 'd1 11:00', seen: { reading: 'high' } },
    { at: 'd1 11:05', message: { reading: 'high', text: 'Please test again.' } },
  ],
});

const profileAt = (address: ReferenceAddress, more: Partial<SutProfile> = {}): SutProfile => ({
  ...referenceProfile(address),
  access: { mode: 'none' },
  deadlines: { critical: 200, other: 200, filed: 200 },
  ...more,
});

let closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
});

const run = async (
  fake: FakeOptions,
  more: Partial<RunOptions> = {},
): Promise<{ lines: HistoryLine[]; sut: FakeSut }> => {
  const sut = await startFakeSut(fake);
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-fake-'));
  closing.push(
    () => sut.close(),
    () => rmSync(folder, { recursive: true }),
  );
  const { historyPath } = await runLanes({
    profile: profileAt({ fhirBase: sut.base }),
    lanes: [{ scenario, binding: 'fhir' }],
    seed: 3,
    runDir: join(folder, 'run'),
    selected: [],
    secrets: {},
    ...more,
  });
  return { lines: readHistorySync(historyPath), sut };
};

const opsOf = (lines: readonly HistoryLine[]): OpLine[] => lines.filter((line) => line.kind === 'op');
const readingsOf = (lines: readonly HistoryLine[]): OpLine[] =>
  opsOf(lines).filter((op) => op.act.op === 'reading.submit' && op.lane === 'high-and-plain/fhir');

describe('a healthy SUT', () => {
  test('acts on an item wait for it and name it', async () => {
    const { lines } = await run({});
    const seen = lines.find((l) => l.kind === 'seen' && l.item.patient.value === patientOf(lines));
    const acted = opsOf(lines).find((op) => op.act.op === 'item.act');
    const said = opsOf(lines).find((op) => op.act.op === 'message.send');
    expect(seen?.kind === 'seen' && acted?.act).toMatchObject({
      item: seen?.kind === 'seen' ? seen.item.identifier : {},
    });
    expect(said?.act).toMatchObject({ message: { about: seen?.kind === 'seen' ? seen.item.identifier : {} } });
    expect((seen as { seq: number }).seq).toBeLessThan(acted?.seq ?? 0);
  });

  test('decimals are kept as sent and as shown', async () => {
    const { lines } = await run({});
    const shown = opsOf(lines).flatMap((op) => op.output?.readings ?? []);
    expect(shown.map((r) => r.reading.result)).toContainEqual({
      kind: 'value',
      quantity: { value: '7.0', unit: 'mmol/L' },
    });
  });

  test('every item version is written once, whatever pages it stood on', async () => {
    const { lines } = await run({ pageSize: 1 });
    const versions = lines.flatMap((l) => (l.kind === 'seen' ? [`${l.item.identifier.value}#${l.item.version}`] : []));
    // One of the lane and one of either sentinel.
    expect(versions.length).toBe(3);
    expect(new Set(versions).size).toBe(3);
    expect(opsOf(lines).some((op) => (op.output?.look?.pages ?? 0) > 1)).toBe(true);
  });

  test('an item lies between the last complete look without it and the page that had it', async () => {
    const { lines } = await run({});
    for (const line of lines) {
      if (line.kind !== 'seen') continue;
      const cause = opsOf(lines).find(
        (op) => op.act.op === 'reading.submit' && op.act.reading.identifier.value === line.item.reading?.value,
      );
      expect(line.after).not.toBeNull();
      expect(line.by).toBeGreaterThan(cause?.sent ?? Number.POSITIVE_INFINITY);
      expect(line.after ?? 0).toBeLessThan(line.by);
    }
  });
});

const patientOf = (lines: readonly HistoryLine[]): string | undefined => {
  const op = opsOf(lines).find((o) => o.lane === 'high-and-plain/fhir' && o.act.op === 'person.patient');
  return op?.act.op === 'person.patient' ? op.act.patient.identifier.value : undefined;
};

describe('answers that are none', () => {
  test.each([
    ['reset', /ECONNRESET|hang up/],
    ['cut', /aborted|cut off|ECONNRESET/],
    ['html', /not a JSON object/],
    ['503', /busy/],
    ['429', /./],
    ['redirect', /./],
  ] as const)('%s is unknown, and the run goes on', async (mishap, text) => {
    const { lines } = await run({
      mishap: (method, path, body) =>
        method === 'POST' && path === 'Observation' && body.includes('"value":7.0') ? mishap : undefined,
    });
    const [high, plain] = readingsOf(lines);
    expect(high?.outcome).toBe('ok');
    expect(plain?.outcome).toBe('unknown');
    if (mishap !== 'redirect' && mishap !== '429') expect(plain?.answer.text).toMatch(text);
    expect(lines.at(-1)?.kind).toBe('end');
    const reads = opsOf(lines).filter((op) => op.act.op === 'reading.read' && op.act.identifier !== undefined);
    expect(reads.length, 'a reading without an answer is looked for by its identifier').toBe(1);
  });

  test('an item that never comes leaves its acts unsent, and says so', async () => {
    let enrolled = false;
    const { lines } = await run(
      {
        mishap: (method, path) => {
          enrolled ||= method === 'POST';
          return enrolled && method === 'GET' && path === 'Task' ? 'html' : undefined;
        },
      },
      { lanes: [{ scenario, binding: 'fhir', requirements: ['ALR-07'] }], itemWaitMs: 100 },
    );
    const end = lines.at(-1);
    expect(opsOf(lines).some((op) => op.act.op === 'item.act')).toBe(false);
    expect(end?.kind === 'end' && end.skipped.map((s) => s.verdict)).toEqual(['NOT_RUN', 'NOT_RUN']);
    expect(
      opsOf(lines)
        .filter((op) => op.act.op === 'inbox.look')
        .every((op) => op.outcome === 'unknown'),
    ).toBe(true);
  });
});

describe('lanes that cannot be played', () => {
  test.each([
    [['alerts', 'messages'], 'UNTESTABLE', 'the port "messages" is absent'],
    [['alerts'], 'NOT_APPLICABLE', 'the port "messages" is absent, and no claimed scope needs it'],
  ])(
    'a port that is absent, of a system that claims %j: skipped as %s, nothing sent for it',
    async (scope, verdict, reason) => {
      const sut = await startFakeSut();
      closing.push(() => sut.close());
      const bare = profileAt({ fhirBase: sut.base });
      const profile = {
        ...bare,
        scope: scope as typeof bare.scope,
        ports: { ...bare.ports, messages: ['absent' as const] },
      };
      const { lines } = await run({}, { profile });
      const end = lines.at(-1);
      expect(end?.kind === 'end' && end.skipped).toEqual([
        { lane: 'high-and-plain/fhir', requirement: [], verdict, reason },
      ]);
      expect(opsOf(lines).some((op) => op.lane === 'high-and-plain/fhir')).toBe(false);
    },
  );

  test('no clock: lanes are played back-dated in real time, what needs a clock is skipped', async () => {
    const held = defineScenario({
      name: 'held',
      title: 'Held',
      acts: [
        { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
        { at: 'd1 09:00', change: { status: 'on-hold' } },
      ],
    });
    const sut = await startFakeSut();
    closing.push(() => sut.close());
    const { lines } = await run(
      {},
      {
        profile: profileAt({ fhirBase: sut.base }, { clock: 'absent' }),
        lanes: [scenario, held].map((s) => ({ scenario: s, binding: 'fhir' as const })),
      },
    );
    const end = lines.at(-1);
    expect(end?.kind === 'end' && end.skipped.map((s) => s.lane)).toEqual(['held/fhir']);
    expect(end?.kind === 'end' && end.skipped[0]?.reason).toMatch(/no test clock/);
    expect(opsOf(lines).some((op) => op.act.op === 'clock.advance')).toBe(false);
    const sentinel = opsOf(lines).findLast((op) => op.act.op === 'reading.submit');
    expect(readingsOf(lines).length).toBe(2);
    const effective = sentinel?.act.op === 'reading.submit' ? Date.parse(sentinel.act.reading.effective) : 0;
    const age = Date.parse(sentinel?.wall ?? '') - effective;
    expect(age).toBeGreaterThan(0);
    expect(age).toBeLessThan(2 * 86_400_000);
  });
});
