import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCatalogue, makeCatalogue } from '../contract/requirements/load.ts';
import type { EndLine, HistoryLine, RunLine } from './history/lines.ts';
import { brokenByLane, judgeHistory, judgeLines, lanesThatBroke, verdictsText } from './judge.ts';
import { Judging } from './judging/judging.ts';
import { HistoryBuilder, makeItem } from './oracle/history-builder.test-helper.ts';
import { Oracle } from './oracle/oracle.ts';
import { judges } from './oracle/requirements/index.ts';
import { senderJudges } from './oracle/sender/requirements/index.ts';

const catalogue = loadCatalogue();

/** A reading equal to the limit and one above it; `missed`: the item of the second never comes. */
const world = (
  run: Partial<RunLine> = {},
  options: { missed?: boolean; end?: Partial<EndLine>; cut?: boolean } = {},
): HistoryLine[] => {
  const b = new HistoryBuilder({ catalogue: catalogue.hash, ...run });
  const order = b.order();
  b.grant();
  b.reading({ name: 'equal', value: '180' });
  const reading = b.reading({ name: 'above', value: '181' });
  b.wait(40);
  if (options.missed !== true) b.seen(makeItem(reading, order, 'i'));
  const lines = b.drain(options.end);
  return options.cut === true ? lines.slice(0, -1) : lines;
};
const of = async (lines: readonly HistoryLine[], id: string) =>
  (await judgeLines(lines, catalogue)).requirements.find((r) => r.requirement === id);

describe('the run as a whole', () => {
  test('selected and met', async () => {
    const v = await judgeLines(world({ selected: ['LIM-02'] }), catalogue);
    expect([v.verdict, v.exitCode, v.notes, v.virtualTime]).toEqual(['PASS', 0, [], false]);
    expect(v.requirements.filter((r) => r.verdict !== 'NOT_RUN').map((r) => r.requirement)).toEqual(['LIM-02']);
    expect(v.requirements).toHaveLength(catalogue.requirements.filter((r) => r.role === 'receiver').length);
  });
  test('nothing selected: whatever it exercised is judged', async () => {
    const v = await judgeLines(world(), catalogue);
    expect([v.verdict, v.exitCode]).toEqual(['PASS', 0]);
    expect(v.requirements.filter((r) => r.verdict === 'PASS').map((r) => r.requirement)).toContain('LIM-02');
    expect(v.requirements.find((r) => r.requirement === 'ALR-08')?.verdict).toBe('NOT_RUN');
  });
  test('broken, even outside the selection', async () => {
    const v = await judgeLines(world({ selected: ['MSG-01', 'LIM-02'] }, { missed: true }), catalogue);
    expect([v.verdict, v.exitCode]).toEqual(['FAIL', 1]);
    expect(v.requirements.filter((r) => r.verdict === 'FAIL').map((r) => r.requirement)).toContain('ALR-01');
  });
  test('selected and not exercised', async () => {
    const v = await judgeLines(world({ selected: ['LIM-02', 'MSG-01'] }), catalogue);
    expect([v.verdict, v.exitCode]).toEqual(['INCONCLUSIVE', 2]);
  });
  test('selected and not built, or not known', async () => {
    const { families } = catalogue;
    const more = makeCatalogue(
      families.map((f) => ({
        ...f,
        requirements: f.requirements.flatMap((r) =>
          r.id === 'PRM-04' ? [r, { ...r, id: 'PRM-99', built: 'later' as const }] : [r],
        ),
      })),
    );
    const unbuilt = await judgeLines(world({ selected: ['PRM-99'], catalogue: more.hash }), more);
    expect([unbuilt.verdict, unbuilt.exitCode]).toEqual(['NOT_RUN', 2]);
    const v = await judgeLines(world({ selected: ['LIM-02', 'XYZ-99'] }), catalogue);
    expect([v.verdict, v.exitCode]).toEqual(['NOT_RUN', 2]);
    expect(v.notes.join()).toContain('XYZ-99');
  });
  test('cut off: nothing is proven to be absent', async () => {
    const v = await judgeLines(world({ selected: ['LIM-02'] }, { cut: true }), catalogue);
    expect([v.verdict, v.exitCode]).toEqual(['INCONCLUSIVE', 2]);
    expect(v.notes.join()).toContain('cut off');
    expect((await of(world({}, { cut: true }), 'LIM-02'))?.counts.undecided).toBe(1);
  });
  test('cut off, a proven failure stays one', async () => {
    expect((await judgeLines(world({}, { cut: true, missed: true }), catalogue)).verdict).toBe('FAIL');
  });
  test('an empty run matched nothing', async () => {
    const [run] = world();
    const v = await judgeLines([run as HistoryLine, { kind: 'end', seq: 1, at: 0, lag: 0, skipped: [] }], catalogue);
    expect(v.exitCode).toBe(3);
  });
});

describe("a run of nothing but the harness's own lanes", () => {
  const technical = (lanes: readonly string[]): HistoryLine[] => {
    const b = new HistoryBuilder({ catalogue: catalogue.hash });
    for (const lane of lanes) b.grant('glucose', `of-${lane}`, { lane });
    return b.drain();
  };
  test.each(['people', 'observer', 'sentinel', 'drain'])('%s is never green', async (lane) => {
    const v = await judgeLines(technical([lane]), catalogue);
    expect([v.verdict, v.exitCode]).toEqual(['NOT_RUN', 3]);
    expect(v.requirements.some((r) => r.verdict === 'PASS')).toBe(true);
  });
  test('with one lane of a scenario it is', async () => {
    const v = await judgeLines(technical(['people', 'observer', 'a-scenario/fhir']), catalogue);
    expect([v.verdict, v.exitCode]).toEqual(['PASS', 0]);
  });
});

const skippedLane = (lane: string, verdict: EndLine['skipped'][number]['verdict']): Partial<EndLine> => ({
  skipped: [{ lane, requirement: ['LIM-02'], verdict, reason: 'the port is absent' }],
});

describe('what the end line says', () => {
  test('a lane that could not run', async () => {
    const v = await judgeLines(
      world({ selected: ['LIM-02'] }, { end: skippedLane('check:lim-02/hl7v2', 'UNTESTABLE') }),
      catalogue,
    );
    expect([v.verdict, v.exitCode]).toEqual(['UNTESTABLE', 1]);
    expect(v.lanes.find((l) => l.lane === 'check:lim-02/hl7v2')?.verdict).toBe('UNTESTABLE');
  });
  describe('a lane that does not apply', () => {
    const verdictWith = async (played: string, skipped: string): Promise<string | undefined> => {
      const b = new HistoryBuilder({ catalogue: catalogue.hash, selected: ['RDG-10'] });
      b.grant('glucose', 'p1', { lane: played });
      return (await of(b.drain({ skipped: [{ ...notApplicable, lane: skipped }] }), 'RDG-10'))?.verdict;
    };
    const notApplicable = { requirement: ['RDG-10'], verdict: 'NOT_APPLICABLE' as const, reason: 'no HL7 v2' };
    test('is no excuse for one of the same check that was played and showed nothing', async () =>
      expect(await verdictWith('check:rdg-10/fhir', 'check:rdg-10/hl7v2')).toBe('INCONCLUSIVE'));
    test('is one where no lane of the check was played', async () =>
      expect(await verdictWith('check:rdg-11/fhir', 'check:rdg-10/hl7v2')).toBe('NOT_APPLICABLE'));
    test('and where it was begun before that was known', async () =>
      expect(await verdictWith('check:rdg-10/fhir', 'check:rdg-10/fhir')).toBe('NOT_APPLICABLE'));
  });
  test('a harness error of the whole run voids everything', async () => {
    const v = await judgeLines(world({}, { end: skippedLane('*', 'HARNESS_ERROR'), missed: true }), catalogue);
    expect([v.verdict, v.exitCode]).toEqual(['HARNESS_ERROR', 70]);
    expect(v.requirements.some((r) => r.verdict === 'FAIL')).toBe(true);
  });
  test('lag of more than 1 % of the deadline is charged and noted', async () => {
    expect((await judgeLines(world({}, { end: { lag: 10_000_000 } }), catalogue)).notes).toEqual([]);
    expect((await judgeLines(world({}, { end: { lag: 10_000_001 } }), catalogue)).notes.join()).toContain('lagged');
  });
});

describe('a SHOULD that was broken', () => {
  const { families } = loadCatalogue();
  const lenient = makeCatalogue(
    families.map((f) => ({ ...f, requirements: f.requirements.map((r) => ({ ...r, level: 'SHOULD' as const })) })),
  );
  test.each([[['ALR-01', 'LIM-02']], [[]]])(
    'warns, in its requirement, its lane and the run: selected %j',
    async (selected) => {
      const v = await judgeLines(world({ selected, catalogue: lenient.hash }, { missed: true }), lenient);
      expect([v.verdict, v.exitCode]).toEqual(['WARN', 0]);
      expect(v.requirements.find((r) => r.requirement === 'ALR-01')?.verdict).toBe('WARN');
      expect(v.lanes.find((l) => l.lane === 'lane/fhir')).toMatchObject({ verdict: 'WARN' });
    },
  );
  test('beside a MUST that was broken it does not help', async () => {
    const mixed = makeCatalogue(
      lenient.families.map((f) => ({
        ...f,
        requirements: f.requirements.map((r) => (r.id === 'ALR-01' ? { ...r, level: 'MUST' as const } : r)),
      })),
    );
    expect((await judgeLines(world({}, { missed: true }), mixed)).verdict).toBe('FAIL');
  });
});

describe('what the catalogue calls built: oracle', () => {
  const { families } = loadCatalogue();
  const catalogue2 = makeCatalogue(
    families.map((f) => ({
      ...f,
      requirements: f.requirements.map((r) => (r.id === 'LIM-02' ? { ...r, built: 'oracle' as const } : r)),
    })),
  );
  test.each([[['ALR-01']], [[]]])('is judged where it is exercised, whatever was selected: %j', async (selected) => {
    const v = await judgeLines(world({ selected }), catalogue2);
    expect(v.requirements.find((r) => r.requirement === 'LIM-02')?.verdict).toBe('PASS');
    expect(v.verdict).toBe('PASS');
  });
  test('is not built yet where it is not', async () => {
    const b = new HistoryBuilder();
    b.order();
    const v = await judgeLines(b.drain(), catalogue2);
    const row = v.requirements.find((r) => r.requirement === 'LIM-02');
    expect([row?.verdict, row?.reason]).toEqual(['NOT_RUN', expect.stringMatching(/^not built yet/)]);
  });
});

describe('notes', () => {
  test('another catalogue than the one of the run', async () => {
    expect((await judgeLines(world({ catalogue: 'x' }), catalogue)).notes.join()).toContain(
      'another version of the catalogue',
    );
  });
  test('virtual time', async () => {
    const b = new HistoryBuilder({ catalogue: catalogue.hash });
    b.advance('2035-02-01T00:00:00Z');
    expect((await judgeLines(b.drain(), catalogue)).virtualTime).toBe(true);
  });
});

describe('judging again', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'judge-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a stored history gives the same bytes, a hundred times, and as fed live', async () => {
    const lines = world({}, { missed: true });
    const file = join(folder, 'history.ndjson');
    writeFileSync(file, `${lines.map((l) => JSON.stringify(l)).join('\n')}\n`);
    const first = verdictsText(await judgeHistory(file, catalogue));
    expect(first.endsWith('}\n')).toBe(true);
    for (let i = 0; i < 100; i += 1) expect(verdictsText(await judgeHistory(file, catalogue))).toBe(first);
    const judging = new Judging();
    for (const line of lines) judging.feed(line);
    expect(verdictsText(judging.finish(catalogue))).toBe(first);
  });

  test('of each lane it tells what broke, however few of the findings are kept', async () => {
    const b = new HistoryBuilder({ catalogue: catalogue.hash });
    const lanes = { 'copy:1/fhir': 60, 'copy:2/fhir': 1, 'copy:3/fhir': 0 };
    for (const [lane, missed] of Object.entries(lanes)) {
      b.lane = lane;
      b.order({ name: lane, patient: lane });
      b.grant('glucose', lane);
      for (let n = 0; n < missed; n += 1) b.reading({ name: `${lane}-${n}`, value: '212', patient: lane });
    }
    const file = join(folder, 'history.ndjson');
    writeFileSync(
      file,
      `${b
        .drain()
        .map((l) => JSON.stringify(l))
        .join('\n')}\n`,
    );
    expect(lanesThatBroke(await brokenByLane(file), 'ALR-01')).toEqual(new Set(['copy:1/fhir', 'copy:2/fhir']));
    const { requirements } = await judgeHistory(file, catalogue);
    const { findings = [] } = requirements.find((r) => r.requirement === 'ALR-01') ?? {};
    expect(new Set(findings.filter((f) => f.outcome === 'broken').map((f) => f.lane))).toEqual(
      new Set(['copy:1/fhir']),
    );
  });
});

test('a history begins with its run line', async () => {
  await expect(judgeLines(world().slice(1), catalogue)).rejects.toThrow(RangeError);
  expect(() => new Oracle().finish()).toThrow(RangeError);
});

test('every requirement that is built has a judge, and every judge a requirement', () => {
  const judged = new Set([...judges().map((j) => j.id), ...senderJudges().map((j) => j.id)]);
  const built = catalogue.requirements.filter((r) => r.built !== 'later').map((r) => r.id);
  expect(built.filter((id) => !judged.has(id))).toEqual([]);
  expect([...judged].filter((id) => catalogue.byId(id) === undefined)).toEqual([]);
});
