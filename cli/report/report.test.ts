import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeBundle } from '../../conformance/certificate/bundle.test-helper.ts';
import { commandLine } from '../command-line.test-helper.ts';
import { FORMATS } from '../report-files.ts';
import { storeRun } from './stored-run.test-helper.ts';

let dir: string;
/** A certificate bundle, as certify writes it. */
let sealed: string;
const runs = (): string => join(dir, 'runs');
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: runs(), HOME: dir }));

beforeAll(async () => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-report-')));
  storeRun(join(runs(), 'good'), [20, 20, 20, 20, 20]);
  storeRun(join(runs(), 'slow'), [400, 400, 400, 400, 400]);
  storeRun(join(runs(), 'bad'), [20, 20, 20, 20, null], { seed: 43 });
  sealed = await makeBundle(join(dir, 'certified'), { itemMs: 20 });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const FILES: Readonly<Record<string, string>> = {
  verdicts: 'verdicts.json',
  junit: 'junit.xml',
  html: 'report.html',
  markdown: 'summary.md',
  badge: 'badge.svg',
  sarif: 'results.sarif',
  testreport: 'testreport.json',
  annotations: 'annotations.txt',
};

describe('report RUN', () => {
  test('writes what a run writes by itself, and shows the verdicts; the exit code is that of the run', async () => {
    const { code, out } = await vitalproof('report', 'bad');
    expect(code).toBe(1);
    expect(out).toMatch(/FAIL\s+ALR-01/);
    const written = readdirSync(join(runs(), 'bad')).toSorted();
    expect(written).toEqual(['history.ndjson', 'junit.xml', 'report.html', 'summary.md', 'verdicts.json']);
    expect(readFileSync(join(runs(), 'bad', 'summary.md'), 'utf8')).toContain('**✗ FAIL.');
  });

  test('--format all --out writes each of them elsewhere, and leaves the run as it is', async () => {
    const out = join(dir, 'all');
    const said = await vitalproof('report', 'bad', '--format', 'all', '--out', out);
    expect(readdirSync(out).toSorted()).toEqual(FORMATS.map((f) => FILES[f]).toSorted());
    for (const format of FORMATS) expect(said.out).toContain(FILES[format]);
    expect(existsSync(join(runs(), 'bad', 'badge.svg'))).toBe(false);
    expect(readFileSync(join(out, 'badge.svg'), 'utf8')).toContain('FAIL');
    expect(JSON.parse(readFileSync(join(out, 'testreport.json'), 'utf8'))).toMatchObject({ resourceType: 'Bundle' });
    const sarif = JSON.parse(readFileSync(join(out, 'results.sarif'), 'utf8')) as { runs: [{ results: object[] }] };
    expect(sarif.runs[0].results.length).toBeGreaterThan(0);
  });

  test('--out - writes one format on standard output and nothing else', async () => {
    const { out, err, code } = await vitalproof('report', 'bad', '--format', 'annotations', '--out', '-');
    expect([code, err]).toEqual([1, '']);
    expect(
      out
        .trimEnd()
        .split('\n')
        .every((line) => /^::(?:error|warning|notice) title=/.test(line)),
    ).toBe(true);
    expect(out).toMatch(/^::error title=vitalproof FAIL::/);
  });

  test('of a load its figures come back, and a threshold that does not hold fails it', async () => {
    storeRun(join(runs(), 'load'), [20, 20, 20]);
    const threshold = { quantile: 'p99', withinMs: 1 };
    const judged = { threshold, verdict: 'FAIL', counts: { late: 3, inTime: 0, undecided: 0 }, why: '3 came later' };
    const load = {
      format: 1,
      run: 'x',
      profile: 'smoke',
      sut: { name: 'a', version: '1' },
      verdict: 'PASS',
      exitCode: 0,
      readings: 3,
      items: 3,
      runSeconds: 1,
      judge: { seconds: 1, mostMemoryMb: null, whileItRan: false },
      latencies: [],
      thresholds: [judged],
    };
    writeFileSync(join(runs(), 'load', 'load.json'), JSON.stringify(load));
    const { code, out } = await vitalproof('report', 'load', '--format', 'annotations', '--out', '-');
    expect(out).toContain('::error title=thresholds FAIL::p99 of all items within 1 ms');
    expect(code).toBe(1);
    const summary = await vitalproof('report', 'load', '--format', 'markdown', '--out', '-');
    expect(summary.out).toContain('### Thresholds');
    await vitalproof('report', 'load');
    expect(readFileSync(join(runs(), 'load', 'junit.xml'), 'utf8')).toContain('name="thresholds"');
  });

  test('the same run gives the same bytes', async () => {
    const texts = async (format: string): Promise<string> =>
      (await vitalproof('report', 'good', '--format', format, '--out', '-')).out;
    for (const format of FORMATS) expect(await texts(format), format).toBe(await texts(format));
  });

  test('nothing is written into a certificate bundle', async () => {
    const before = readdirSync(sealed);
    const { code, err } = await vitalproof('report', sealed);
    expect(code).toBe(64);
    expect(err).toContain('signed as a whole');
    expect(readdirSync(sealed)).toEqual(before);
    for (const into of [`${sealed}/`, relative(process.cwd(), sealed), join(sealed, 'reports')])
      for (const argv of [
        [sealed, '--format', 'badge'],
        ['--compare', 'good', sealed],
      ]) {
        const said = await vitalproof('report', ...argv, '--out', into);
        expect([said.code, said.err], into).toEqual([64, expect.stringContaining('signed as a whole')]);
      }
    expect(readdirSync(sealed)).toEqual(before);
    const out = join(dir, 'of-a-bundle');
    await vitalproof('report', sealed, '--format', 'badge', '--out', out);
    expect(readdirSync(out)).toEqual(['badge.svg']);
    expect(readdirSync(sealed)).toEqual(before);
  });

  test.each([
    [['report'], 64, 'report takes one run'],
    [['report', 'good', 'bad'], 64, 'report takes one run'],
    [['report', 'none-such'], 3, 'there is no run "none-such"'],
    [['report', 'good', '--format', 'pdf'], 64, '--format pdf is not known here'],
    [['report', 'good', '--out', '-'], 64, '--out - takes one format'],
    [['report', 'good', '--format', 'badge,sarif', '--out', '-'], 64, '--out - takes one format'],
    [['report', '--compare', '--matrix', 'good', 'bad'], 64, 'not both'],
    [['report', '--compare', 'good'], 64, '--compare takes two runs'],
    [['report', '--matrix', 'good'], 64, '--matrix takes 2'],
    [['report', '--compare', 'good', 'bad', '--format', 'badge'], 64, '--format badge is not known here'],
    [['report', '--compare', 'good', 'bad', '--format', 'html'], 64, '--format needs a place'],
    [['report', '--compare', 'good', 'none-such'], 3, 'there is no run "none-such"'],
  ])('%j: %i', async (argv, code, words) => {
    const said = await vitalproof(...argv);
    expect(said.err).toContain(words);
    expect(said.code).toBe(code);
  });
});

describe('report --compare', () => {
  test('a new failure comes first, and is exit 1', async () => {
    const { code, out } = await vitalproof('report', '--compare', 'good', 'bad');
    expect(code).toBe(1);
    expect(out).toContain('✗ Worse: something fails that did not fail before');
    expect(out).toContain('! The runs are not of the same thing: seed.');
    expect(out).toMatch(/Newly failing \(\d+\)/);
    expect(out).toContain('Items that had to come and were never seen: 0 before, 1 now.');
  });

  test('what was met is mended; what is not judged any more is not, and the whole is not decided', async () => {
    const { code, out } = await vitalproof('report', '--compare', 'bad', 'good');
    expect(out).toMatch(/Mended \(1\)\n.*\n.*\nALR-01/);
    expect(out).toMatch(/No longer judged \(1\)/);
    expect(code).toBe(2);
  });

  test('latencies are intervals, and slower only where they have nothing in common', async () => {
    const { out, code } = await vitalproof('report', '--compare', 'good', 'slow');
    expect(out).toMatch(/p50\s+[\d.]+ to \d+ ms\s+3\d\d to 4\d\d ms\s+slower/);
    expect(code).toBe(0);
    expect((await vitalproof('report', '--compare', 'good', 'good')).out).not.toContain('slower\n');
  });

  test('verdicts that were written by another version are said', async () => {
    storeRun(join(runs(), 'old'), [20, 20]);
    writeFileSync(join(runs(), 'old', 'verdicts.json'), '{}\n');
    const { out } = await vitalproof('report', '--compare', 'old', sealed);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('before: Its verdicts.json says otherwise');
    expect(out).toContain('old compared with run-1');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('now: A certificate bundle; who signed it was not looked at here');
  });

  test('--out writes Markdown and a page beside the text', async () => {
    const out = join(dir, 'compared');
    const said = await vitalproof('report', '--compare', 'good', 'bad', '--out', out);
    expect(readdirSync(out).toSorted()).toEqual(['comparison.html', 'comparison.md']);
    expect(said.out).toContain('comparison.html');
    expect(readFileSync(join(out, 'comparison.md'), 'utf8')).toContain('## good compared with bad');
    expect(readFileSync(join(out, 'comparison.html'), 'utf8')).toContain('<title>✗ Worse');
    const { out: markdown } = await vitalproof(
      'report',
      '--compare',
      'good',
      'bad',
      '--format',
      'markdown',
      '--out',
      '-',
    );
    expect(markdown).toBe(readFileSync(join(out, 'comparison.md'), 'utf8'));
  });
});

describe('report --matrix', () => {
  test('has a column for each run, what differs first, and the exit code of the gravest', async () => {
    const out = join(dir, 'matrix');
    const said = await vitalproof('report', '--matrix', 'good', 'slow', 'bad', '--out', out);
    expect(said.code).toBe(1);
    expect(said.out).toContain('3 runs: ');
    expect(said.out).toMatch(/ALR-01\s.*✗ FAIL/);
    expect(said.out.indexOf('Where the runs differ')).toBeLessThan(said.out.indexOf('Judged in no run'));
    expect(readdirSync(out).toSorted()).toEqual(['matrix.html', 'matrix.md']);
  });
});
