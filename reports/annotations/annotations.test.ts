import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finding, requirement, runLine, verdicts } from '../sample-run.test-helper.ts';
import { annotation, annotations } from './annotations.ts';

/** A workflow command as GitHub's runner takes it apart (actions/runner, ActionCommand). */
const read = (line: string): { command: string; title: string; message: string } => {
  const [, command = '', properties = '', data = ''] = /^::(\w+) ([^:]*)::(.*)$/s.exec(line) ?? [];
  const [, title = ''] = /^title=([^,]*)$/.exec(properties) ?? [];
  const unescape = (text: string): string =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  return { command, title: unescape(title), message: unescape(data) };
};
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'::%0A25,\n\r=error '), maxLength: 60 }),
);

describe('one annotation', () => {
  it('is one line that is read back as it was meant, for any text', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, a, b) => {
        const line = annotation('error', title, [a, b]);
        expect(line).not.toMatch(/[\r\n]/);
        const found = read(line);
        expect(found.command).toBe('error');
        expect(found.message.split('\n')).toHaveLength(2);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what is escaped apart from what looks like an escape', () =>
    expect(read(annotation('warning', '50%: a, b', ['100% %0A', 'x']))).toEqual({
      command: 'warning',
      title: '50%: a, b',
      message: '100% %0A\nx',
    }));
});

describe('a run as annotations', () => {
  const lines = (over: Parameters<typeof verdicts>[0] = {}): readonly ReturnType<typeof read>[] =>
    annotations(verdicts(over), { run: runLine() }).trimEnd().split('\n').map(read);
  const met = { verdict: 'PASS', exitCode: 0, requirements: [requirement('LIM-01', 'PASS')] } as const;

  it('has the run first, then each requirement once: errors for what broke, warnings for what is open', () => {
    expect(lines().map((l) => [l.command, l.title])).toEqual([
      ['error', 'vitalproof FAIL'],
      ['error', 'LIM-02 FAIL'],
      ['warning', 'ALT-03 INCONCLUSIVE'],
      ['warning', 'AUD-01 UNTESTABLE'],
      ['warning', 'AUD-02 UNSTABLE'],
      ['warning', 'AUD-03 HARNESS_ERROR'],
    ]);
    expect(lines()[1]?.message).toContain('expected: one abnormal item H: 212 > 180');
    expect(lines()[1]?.message).toContain(
      "repeat: npm run -s vitalproof -- run first-week-type2 --seed 42 --sut 'my sut.yaml'",
    );
  });

  it('a run that passed wholly is a notice, in part a warning', () => {
    expect(lines(met).map((l) => l.command)).toEqual(['notice']);
    expect(lines({ ...met, requirements: [...met.requirements, requirement('B', 'NOT_RUN')] })[0]).toMatchObject({
      command: 'warning',
      message: expect.stringContaining('1 not judged'),
    });
  });

  it('what a SHOULD demands is a warning', () => {
    const broken = requirement('S-1', 'WARN', { level: 'SHOULD', findings: [finding({ requirement: 'S-1' })] });
    expect(lines({ verdict: 'WARN', exitCode: 0, requirements: [broken] }).map((l) => l.command)).toEqual([
      'warning',
      'warning',
    ]);
  });

  it('what else was tested and did not pass is said, and a run that passed is no notice by that', () => {
    const cases = (['PASS', 'FAIL', 'INCONCLUSIVE'] as const).map((verdict) => ({
      classname: 'thresholds',
      name: `p99 ${verdict}`,
      seconds: 0,
      verdict,
      message: 'why',
      detail: '',
    }));
    const text = annotations(verdicts(met), { suites: [{ name: 'thresholds', properties: [], cases }] });
    expect(
      text
        .trimEnd()
        .split('\n')
        .map(read)
        .map((l) => [l.command, l.title]),
    ).toEqual([
      ['error', 'vitalproof PASS'],
      ['error', 'thresholds FAIL'],
      ['warning', 'thresholds INCONCLUSIVE'],
    ]);
  });

  it('nothing of a void run is confirmed: its failures are warnings, and the run an error', () => {
    const all = lines({ verdict: 'HARNESS_ERROR', exitCode: 70 });
    expect(all[0]).toMatchObject({ command: 'error', title: 'vitalproof VOID' });
    expect(all.slice(1).every((l) => l.command === 'warning')).toBe(true);
    expect(all.find((l) => l.title.startsWith('LIM-02'))?.message).toContain('unconfirmed: the run is void');
  });
});
