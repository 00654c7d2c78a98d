import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { fleetOf, type FleetOptions } from '../../simulator/fleet.ts';
import { pieces } from '../../simulator/pieces.ts';
import { streamFleet } from '../../simulator/stream.ts';
import { commandLine } from '../command-line.test-helper.ts';
import { writeLive } from './live.ts';
import type { Output } from './output-file.ts';
import type { RealTime } from './pace.ts';

const START = Date.parse('2026-03-02T05:00:00Z');
const OPTIONS: FleetOptions = {
  cohort: [{ archetype: 'hf-stable', patients: 3 }],
  seed: 2,
  days: 3,
  format: 'ndjson',
  start: START,
};
const work = (changes: Partial<FleetOptions> = {}) => ({
  options: { ...OPTIONS, ...changes },
  stretches: [{ from: 0, to: 3 }],
  withTruth: false,
});

/** A time that passes only in sleeps, and an output that notes at which time each line came. */
const stepped = () => {
  let now = 0;
  const lines: { at: number; text: string }[] = [];
  const time: RealTime = { now: () => now, sleep: async (ms) => void (now += ms) };
  const out: Output = {
    write: async (text) => lines.push({ at: now, text: String(text) }) > 0,
    keep: async () => undefined,
    discard: async () => undefined,
  };
  return { time, out, lines };
};

describe('told as it happens', () => {
  test('each reading comes at its time, 60 times as fast', async () => {
    const { time, out, lines } = stepped();
    await writeLive({ work: work(), pace: 60, truth: undefined }, out, time);
    expect(lines.length).toBeGreaterThan(4);
    for (const { at, text } of lines) {
      const { sent } = JSON.parse(text) as { sent: string };
      expect(Math.abs(at - (Date.parse(sent) - START) / 60)).toBeLessThan(1e-6);
    }
  });

  test('without a pace nobody waits; the lines are those of the plain stream, by time', async () => {
    const { time, out, lines } = stepped();
    await writeLive({ work: work(), truth: undefined }, out, time);
    expect(time.now()).toBe(0);
    const sentOf = (line: string): string => (JSON.parse(line) as { sent: string }).sent;
    const plain = [...streamFleet(OPTIONS)].join('').trimEnd().split('\n');
    const byTime = plain.toSorted((a, b) => Date.parse(sentOf(a)) - Date.parse(sentOf(b)));
    expect(lines.map(({ text }) => text.trimEnd())).toEqual(byTime);
  });

  test('the truth of what never leaves goes beside it too, as in the plain stream', async () => {
    const faults = ['low-sample', 'permission-revoked'].map((id) => ({ id, rate: 30 }));
    const options = { ...OPTIONS, cohort: [{ archetype: 't2d-oral', patients: 3 }], days: 30, faults };
    const truth = stepped();
    await writeLive({ work: work(options), truth: truth.out }, stepped().out, stepped().time);
    const linesIn = (texts: readonly string[]): string[] => texts.join('').trimEnd().split('\n').toSorted();
    const plain = [...pieces(fleetOf(options), { from: 0, to: 3 }, true)].map((piece) => piece.truth);
    expect(linesIn(truth.lines.map(({ text }) => text))).toEqual(linesIn(plain));
    expect(plain.join('')).toContain('"lost":"permission-revoked"');
  });

  test('the truth goes beside it, and a table begins with its header', async () => {
    const { time, out, lines } = stepped();
    const truth = stepped();
    await writeLive({ work: work({ format: 'csv' }), truth: truth.out }, out, time);
    expect(lines[0]?.text).toMatch(/^patient,/);
    expect(truth.lines).toHaveLength(lines.length - 1);
  });

  test('a reader that has gone ends it', async () => {
    const { time, out, lines } = stepped();
    await writeLive(
      { work: work(), truth: undefined },
      { ...out, write: async (text) => !(await out.write(text)) },
      time,
    );
    expect(lines).toHaveLength(1);
  });
});

describe('what cannot be told as it happens', () => {
  const simulate = (...argv: string[]) => commandLine(() => ({}))('simulate', '--archetype', 'hf-stable', ...argv);
  test.each<[string[], RegExp]>([
    [['--pace', '0'], /--pace 0 is not usable/],
    [['--pace', '-1'], /--pace -1 is not usable/],
    [['--pace', 'fast'], /--pace fast is not usable/],
    [['--pace', '60', '--workers', '2'], /--workers does not go with --pace/],
    [['--to', 'http://127.0.0.1:1', '--out', 'x'], /--out does not go with --to/],
    [
      ['--to', 'http://127.0.0.1:1', '--format', 'csv'],
      /--format csv does not go with --to[^]*over FHIR: fhir, fhir-bundle$/m,
    ],
    [['--to', 'mllp://127.0.0.1:1', '--format', 'fhir-bundle'], /--format fhir-bundle does not go with --to/],
    [['--to', 'mllp://127.0.0.1:1', '--format', 'gatt'], /--format gatt does not go with --to[^]*MLLP: hl7v2, pcd01/],
    [['--to', 'ftp://127.0.0.1'], /--to ftp:\/\/127.0.0.1 is not usable/],
    [['--to', 'nowhere'], /--to nowhere is not usable/],
    [['--to', 'http://example.org/fhir'], /is another machine[^]*--allow-remote/],
    [['--to', 'mllp://192.0.2.1:2575'], /is another machine/],
    [['--to', 'http://127.0.0.1:1', '--in-flight', '0'], /--in-flight 0/],
  ])('%j', async (argv, words) => {
    const said = await simulate(...argv);
    expect(said.err).toMatch(words);
    expect([said.code, said.out]).toEqual([64, '']);
  });

  test('a document is not told bit by bit', async () => {
    const said = await simulate('--pace', '1000', '--format', 'apple-export');
    expect([said.code, said.out]).toEqual([65, '']);
    expect(said.err).toContain('apple-export cannot be written as it happens');
  });

  test('bad options are input problems, not failures of the harness', async () => {
    const { time, out } = stepped();
    await expect(writeLive({ work: work({ days: -1 }), truth: undefined }, out, time)).rejects.toThrow(InputProblem);
  });
});
