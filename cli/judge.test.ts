import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EndLine, HistoryLine, RunLine } from '../conformance/history/lines.ts';
import { HistoryBuilder, makeItem } from '../conformance/oracle/history-builder.test-helper.ts';
import { loadCatalogue } from '../contract/requirements/load.ts';
import { commands } from './commands/index.ts';
import type { Io } from './io.ts';
import { runProgram } from './program.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'vitalproof-judge-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const vitalproof = async (argv: readonly string[], terminal = false) => {
  const said = { out: '', err: '', live: '' };
  const io: Io = {
    outIsTty: terminal,
    live: (text) => void (said.live += text),
    liveIsTty: terminal,
    columns: 100,
    env: {},
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += `${text}\n`),
    write: async (text) => {
      said.out += text;
      return true;
    },
  };
  return { code: await runProgram(argv, commands, io), ...said };
};

let files = 0;
const stored = (lines: readonly HistoryLine[], more = ''): string => {
  const path = join(folder, `${(files += 1)}.ndjson`);
  writeFileSync(path, lines.map((l) => `${JSON.stringify(l)}\n`).join('') + more);
  return path;
};

interface World {
  readonly run?: Partial<RunLine>;
  readonly end?: Partial<EndLine>;
  /** The item comes after so many ms; null: never. */
  readonly itemMs?: number | null;
  /** Readings are sent by a schedule, so many ms late. */
  readonly slip?: number;
}

/** A reading at the limit and one above it. */
const world = ({ run = {}, end = {}, itemMs = 40, slip = 0 }: World = {}): HistoryLine[] => {
  const b = new HistoryBuilder({ catalogue: loadCatalogue().hash, selected: ['ALR-01'], ...run });
  const order = b.order();
  b.grant();
  b.reading({ name: 'equal', value: '180' });
  const above = b.reading({ name: 'above', value: '181' }, { slip });
  if (itemMs !== null) b.wait(itemMs).seen(makeItem(above, order, 'i'));
  return b.drain(end);
};
const skipped = (lane: string, verdict: EndLine['skipped'][number]['verdict']): World => ({
  end: { skipped: [{ lane, requirement: ['ALR-01'], verdict, reason: 'for a test' }] },
});

describe('judge HISTORY: the exit code says what the verdict is', () => {
  test.each<[string, World, number, string]>([
    ['met', {}, 0, 'PASS'],
    ['met, with a near miss', { itemMs: 900 }, 0, 'WARN'],
    ['broken', { itemMs: null }, 1, 'FAIL'],
    ['a port that is claimed and lacks', skipped('check:alr-01/hl7v2', 'UNTESTABLE'), 1, 'UNTESTABLE'],
    ['not exercised', { run: { selected: ['MSG-01'] } }, 2, 'INCONCLUSIVE'],
    ['not built', { run: { selected: ['ALR-08'] } }, 2, 'NOT_RUN'],
    ['a lane that was not played', skipped('check:alr-01/hl7v2', 'NOT_RUN'), 2, 'NOT_RUN'],
    ['our own fault in one check', skipped('check:alr-01/hl7v2', 'HARNESS_ERROR'), 70, 'HARNESS_ERROR'],
    ['our own fault in all', skipped('*', 'HARNESS_ERROR'), 70, 'HARNESS_ERROR'],
    ['a harness that lagged, charged', { end: { lag: 20_000_000, lagP999: 11_000_000 } }, 0, 'PASS'],
    ['a load that lagged', { slip: 1, end: { lag: 20_000_000, lagP999: 11_000_000 } }, 70, 'HARNESS_ERROR'],
  ])('%s: %j', async (_what, made, code, verdict) => {
    const result = await vitalproof(['judge', stored(world(made))]);
    expect([result.code, result.err]).toEqual([code, '']);
    expect(result.out).toMatch(new RegExp(` ${verdict}\n.*\\(exit ${code}\\)\n$`, 's'));
  });

  test('cut off: 2', async () => {
    expect((await vitalproof(['judge', stored(world().slice(0, -1))])).code).toBe(2);
  });
  test('nothing matched: 3', async () => {
    const [run] = world();
    const empty = [run as HistoryLine, { kind: 'end' as const, seq: 1, at: 0, lag: 0, skipped: [] }];
    expect((await vitalproof(['judge', stored(empty)])).code).toBe(3);
  });
  test.each([
    [[], 64, 'judge takes one history'],
    [['a', 'b'], 64, 'judge takes one history'],
    [['--jsn', 'a'], 64, 'did you mean --json?'],
    [['no-such-file.ndjson'], 65, 'cannot be read'],
    [[`${'x'.repeat(300)}.ndjson`], 65, 'cannot be read'],
  ])('%j: %i', async (words, code, says) => {
    const result = await vitalproof(['judge', ...words]);
    expect(result.code).toBe(code);
    expect(result.err).toContain(says);
    expect(result.out).toBe('');
  });
  test('damaged: 65, with line and field, and no verdict', async () => {
    const result = await vitalproof(['judge', stored(world().toSpliced(3, 1))]);
    expect(result.code).toBe(65);
    expect(result.err).toMatch(/\d+\.ndjson:4 at seq: seq is 4\n {2}expected: seq 3/);
    expect(result.out).toBe('');
  });
  test('interrupted: 75, and no verdict', async () => {
    const path = stored(world());
    const judging = vitalproof(['judge', path]);
    process.emit('SIGINT');
    const result = await judging;
    expect([result.code, result.out]).toEqual([75, '']);
    expect(result.err).toContain('interrupted');
  });
});

describe('--strict', () => {
  test.each<[string, World, number]>([
    ['a WARN exits 1', { itemMs: 900 }, 1],
    ['a PASS exits 0', {}, 0],
    ['what is not decided exits 2', { run: { selected: ['MSG-01'] } }, 2],
  ])('%s', async (_what, made, code) => {
    expect((await vitalproof(['judge', '--strict', stored(world(made))])).code).toBe(code);
  });
  test('the verdicts are the same bytes', async () => {
    const path = stored(world({ itemMs: 900 }));
    const [strict, lenient] = [
      await vitalproof(['judge', path, '--strict', '--json']),
      await vitalproof(['judge', path, '--json']),
    ];
    expect(strict.out).toBe(lenient.out);
    expect([strict.code, lenient.code]).toEqual([1, 0]);
  });
});

describe('what judge prints', () => {
  test('the same bytes every time, a hundred times', { timeout: 60_000 }, async () => {
    const path = stored(world({ itemMs: null }));
    const [table, json] = [await vitalproof(['judge', path]), await vitalproof(['judge', path, '--json'])];
    for (let i = 0; i < 100; i += 1) {
      expect((await vitalproof(['judge', path, '--json'])).out).toBe(json.out);
      if (i % 10 === 0) expect((await vitalproof(['judge', path])).out).toBe(table.out);
    }
  });

  test('a failure in a fixed order, with the clause, what was sent, and the arithmetic', async () => {
    const { out } = await vitalproof(['judge', stored(world({ itemMs: null }))]);
    const block = out.slice(out.indexOf('✗ ALR-01 (MUST) broken'), out.indexOf('Summary'));
    const labels = [...block.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}\S/gm)].map((m) => m[1]);
    expect(labels).toEqual(expect.arrayContaining(['demands', 'clause', 'subject', 'sent', 'expected', 'observed']));
    expect(
      labels.filter((l) =>
        ['demands', 'clause', 'sent', 'expected', 'observed', 'why', 'to fix', 'repeat'].includes(l ?? ''),
      ),
    ).toEqual(['demands', 'clause', 'sent', 'expected', 'observed', 'why', 'to fix', 'repeat']);
    expect(block).toContain('181 mg/dL > 180 mg/dL');
    expect(block).toContain('docs/requirements.md#alr-01');
    expect(block).toContain('glucose 181 mg/dL');
  });

  test('in a void run the failures are there, unconfirmed', async () => {
    const { out, code } = await vitalproof([
      'judge',
      stored(world({ ...skipped('*', 'HARNESS_ERROR'), itemMs: null })),
    ]);
    expect(code).toBe(70);
    expect(out).toMatch(/FAIL\s+ALR-01\s.*unconfirmed, the run is void/);
    expect(out).toContain('why        unconfirmed, the run is void; the system did not do what it must do here');
  });

  test('progress on a long file, redrawn on a terminal alone', async () => {
    const [run, ...rest] = world();
    const blank = ' '.repeat(20 * 1024 * 1024);
    const path = stored([run as HistoryLine]);
    writeFileSync(path, `${JSON.stringify(run)}${blank}\n${rest.map((l) => `${JSON.stringify(l)}\n`).join('')}`);
    const [seen, unseen] = [await vitalproof(['judge', path], true), await vitalproof(['judge', path])];
    expect(seen.live).toMatch(/[━─] read \d+ of 21 MB\n/);
    expect(seen.live.endsWith('A\r\u001b[J')).toBe(true);
    expect(unseen.live).not.toContain('\u001b');
    expect([seen.code, unseen.code]).toEqual([0, 0]);
  });
});
