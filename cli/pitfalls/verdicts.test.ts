import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EndLine, HistoryLine, RunLine } from '../../conformance/history/lines.ts';
import { judgeLines } from '../../conformance/judge.ts';
import { HistoryBuilder, makeItem } from '../../conformance/oracle/history-builder.test-helper.ts';
import { compose } from '../../conformance/verdict/compose.ts';
import { exitCodeFor } from '../../conformance/verdict/exit-code.ts';
import { type RunVerdicts, VERDICTS, type Verdict } from '../../conformance/verdict/types.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { junitXml } from '../../reports/junit/junit-xml.ts';
import { commandLine } from '../command-line.test-helper.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-pitfalls-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: folder }));
const catalogue = loadCatalogue();

interface World {
  readonly run?: Partial<RunLine>;
  readonly end?: Partial<EndLine>;
  /** The item of the reading beyond the limit comes; it has to. */
  readonly item?: boolean;
  readonly outcome?: 'ok' | 'refused' | 'unknown';
}

/** A reading at the limit, and one above it. */
const world = ({ run = {}, end = {}, item = true, outcome = 'ok' }: World = {}): HistoryLine[] => {
  const b = new HistoryBuilder({ catalogue: catalogue.hash, selected: ['ALR-01', 'LIM-02'], ...run });
  const order = b.order({}, outcome === 'refused' ? { outcome } : {});
  b.grant('glucose', 'p1', outcome === 'refused' ? { outcome } : {});
  b.reading({ name: 'equal', value: '180' }, outcome === 'refused' ? { outcome } : {});
  const above = b.reading({ name: 'above', value: '181' }, { outcome });
  if (item && outcome !== 'refused') b.wait(40).seen(makeItem(above, order, 'i'));
  return b.drain(end);
};
const judged = (made: World): Promise<RunVerdicts> => judgeLines(world(made), catalogue);
const of = (verdicts: RunVerdicts, id: string): Verdict | undefined =>
  verdicts.requirements.find((r) => r.requirement === id)?.verdict;
const skipped = (lane: string, verdict: EndLine['skipped'][number]['verdict']): World => ({
  end: { skipped: [{ lane, requirement: ['ALR-01'], verdict, reason: 'for a test' }] },
});

describe('pitfall: unknown hides fail', () => {
  test('whatever else there is, a whole with a FAIL in it is FAIL', () => {
    for (let set = 0; set < 2 ** VERDICTS.length; set += 1) {
      const some = VERDICTS.filter((_, i) => (set & (1 << i)) !== 0);
      expect(compose(['FAIL', ...some])).toBe('FAIL');
    }
  });
  test.each(['NOT_RUN', 'UNTESTABLE', 'HARNESS_ERROR'] as const)(
    'a lane that is %s beside a broken one',
    async (verdict) => {
      const { verdict: whole, exitCode } = await judged({ ...skipped('check:alr-01/hl7v2', verdict), item: false });
      expect([whole, exitCode]).toEqual(['FAIL', 1]);
    },
  );
});

describe('pitfall: re-analysis exits 0', () => {
  test('judge of a stored failure exits 1, every time', async () => {
    const path = join(folder, 'failed.ndjson');
    writeFileSync(
      path,
      world({ item: false })
        .map((l) => `${JSON.stringify(l)}\n`)
        .join(''),
    );
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push((await vitalproof('judge', path)).code);
    expect(codes).toEqual([1, 1, 1]);
  });
});

describe('pitfall: JUnit element type wrong', () => {
  test.each([
    ['FAIL', 'failure'],
    ['UNTESTABLE', 'error'],
    ['INCONCLUSIVE', 'error'],
    ['UNSTABLE', 'error'],
    ['HARNESS_ERROR', 'error'],
    ['NOT_RUN', 'skipped'],
    ['NOT_APPLICABLE', 'skipped'],
    ['PASS', undefined],
    ['WARN', undefined],
  ] as const)('%s is %s', async (verdict, element) => {
    const all = await judged({});
    const requirements = all.requirements.filter((r) => r.requirement === 'ALR-01').map((r) => ({ ...r, verdict }));
    const xml = junitXml({ ...all, requirements, lanes: [], gates: [] });
    const [, body = ''] = /<testcase [^>]*name="ALR-01[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/.exec(xml) ?? [];
    expect(/<(failure|error|skipped)\b/.exec(body)?.[1]).toBe(element);
  });
});

describe('pitfall: timeout scored FAIL', () => {
  test('a reading whose answer never came, and whose item never came, breaks nothing', async () => {
    const verdicts = await judged({ outcome: 'unknown', item: false });
    expect(verdicts.requirements.filter((r) => r.verdict === 'FAIL')).toEqual([]);
    expect(verdicts.verdict).not.toBe('PASS');
  });
});

describe('pitfall: lost value on timed-out op', () => {
  test('what was sent is kept with an operation that was never answered', () => {
    const op = world({ outcome: 'unknown' }).find((l) => l.kind === 'op' && l.outcome === 'unknown');
    expect(JSON.stringify(op)).toContain('"value":"181"');
  });
  test('an item about it is judged by it: the right one is good, another value is not', async () => {
    expect(of(await judged({ outcome: 'unknown' }), 'ALR-03')).not.toBe('FAIL');
    const lines = world({ outcome: 'unknown' }).map((l) =>
      l.kind === 'seen' && l.item.value?.value === '181'
        ? { ...l, item: { ...l.item, value: { ...l.item.value, value: '191' } } }
        : l,
    );
    expect(of(await judgeLines(lines, catalogue), 'ALR-03')).toBe('FAIL');
  });
});

describe('pitfall: harness OOM counted against SUT', () => {
  test.each([
    ['as a whole', skipped('*', 'HARNESS_ERROR')],
    ['in one check', skipped('check:alr-01/fhir', 'HARNESS_ERROR')],
  ])('what the harness could not do %s is its own fault: 70, never 1', async (_where, made) => {
    const verdicts = await judged(made);
    expect([verdicts.verdict, verdicts.exitCode]).toEqual(['HARNESS_ERROR', 70]);
  });
  test('a harness that was killed leaves a history without an end: not decided, never FAIL', async () => {
    const all = world({ item: false });
    const sent = all.findLastIndex((l) => l.kind === 'op' && l.act.op === 'reading.submit' && l.lane !== 'sentinel');
    const verdicts = await judgeLines(all.slice(0, sent + 1), catalogue);
    expect(verdicts.requirements.filter((r) => r.verdict === 'FAIL').length).toBe(0);
    expect(verdicts.exitCode).toBe(2);
  });
});

describe('pitfall: skip counted as pass', () => {
  test('a requirement that was selected and not played makes no run green', async () => {
    const verdicts = await judged({ run: { selected: ['ALR-01', 'MSG-01'] } });
    expect(of(verdicts, 'MSG-01')).not.toBe('PASS');
    expect(verdicts.exitCode).toBe(2);
  });
  test('a lane that was not played makes no run green', async () => {
    const { verdict, exitCode } = await judged(skipped('check:alr-01/hl7v2', 'NOT_RUN'));
    expect([verdict, exitCode]).toEqual(['NOT_RUN', 2]);
  });
  test('nothing at all is exit 3', () => {
    for (const verdict of ['PASS', 'WARN', 'NOT_RUN'] as const) expect(exitCodeFor(verdict, 0)).toBe(3);
  });
});

describe('pitfall: reject-all SUT passes all negatives', () => {
  test('a system that refuses everything shows no wrong alert, and is not green for it', async () => {
    const verdicts = await judged({ outcome: 'refused' });
    expect(of(verdicts, 'LIM-02')).not.toBe('PASS');
    expect(verdicts.gates.find((g) => g.gate === 'accepted')?.verdict).toBe('INCONCLUSIVE');
    expect(verdicts.exitCode).not.toBe(0);
  });
});
