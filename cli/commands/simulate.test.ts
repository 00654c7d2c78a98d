import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NORMAL } from '../../simulator/physiology/glucose/parameters.ts';
import { commandLine } from '../command-line.test-helper.ts';

const vitalproof = commandLine(() => ({}));
const simulate = (...argv: string[]) => vitalproof('simulate', '--days', '3', ...argv);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

describe('simulate', () => {
  test('the same seed gives the same bytes, another one others', async () => {
    const first = await simulate('--archetype', 'hf-stable', '--seed', '7');
    expect(first.code).toBe(0);
    expect(first.out.length).toBeGreaterThan(500);
    expect(await simulate('--archetype', 'hf-stable', '--seed', '7')).toEqual(first);
    expect((await simulate('--archetype', 'hf-stable', '--seed', '8')).out).not.toBe(first.out);
  });

  test('a mix on the command line is the cohort of a file', async () => {
    writeFileSync(
      at('c.yaml'),
      'cohort:\n  - { archetype: hf-stable, patients: 2 }\n  - { archetype: hf-decomp, patients: 1 }\n',
    );
    const mix = await simulate('--archetype', 'hf-stable:2,hf-decomp:1');
    expect(mix.out.split('\n').length).toBeGreaterThan(5);
    expect(await simulate('--cohort', at('c.yaml'))).toEqual(mix);
  });

  test('shards one after the other are the whole, also with workers', async () => {
    const mix = ['--archetype', 'hf-stable:5,hf-decomp:2', '--format', 'csv'];
    const whole = await simulate(...mix);
    const parts = await Promise.all(
      ['1/3', '2/3', '3/3'].map(async (shard) => (await simulate(...mix, '--shard', shard, '--workers', '2')).out),
    );
    expect(parts.join('')).toBe(whole.out);
  });

  test('truth and people go beside a format that carries neither', async () => {
    const said = await simulate(
      '--archetype',
      'hf-stable:2',
      '--format',
      'hl7v2',
      '--out',
      at('a.hl7'),
      '--truth',
      at('t'),
      '--people',
      at('p'),
    );
    expect(said).toEqual({ code: 0, out: '', err: '' });
    const messages = readFileSync(at('a.hl7'), 'utf8');
    const truths = readFileSync(at('t'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { reading: string });
    expect(truths).toHaveLength(messages.split('\n').length - 1);
    for (const { reading } of truths) expect(messages).toContain(`|${reading}^METER`);
    expect(messages).not.toContain('trueValue');
    const people = readFileSync(at('p'), 'utf8');
    expect(people.split('\n').filter((line) => line.includes('"code":"HTEST"'))).toHaveLength(2);
    expect(readdirSync(folder).toSorted()).toEqual(['a.hl7', 'p', 't']);
  });
});

describe('devices by name', () => {
  test('on the command line are those of a file', async () => {
    const groups =
      '{ archetype: t2d-oral, patients: 1, meter: legacy-typed }, { archetype: hf-stable, patients: 1, scale: coarse }';
    writeFileSync(at('c.yaml'), `cohort: [${groups}]\n`);
    const mix = ['--archetype', 't2d-oral:1,hf-stable:1'];
    const chosen = await simulate(...mix, '--meter', 'legacy-typed', '--scale', 'coarse');
    expect([chosen.code, chosen.err]).toEqual([0, '']);
    expect(chosen.out).toContain('"userEntered":true');
    expect(await simulate('--cohort', at('c.yaml'))).toEqual(chosen);
    expect((await simulate(...mix)).out).not.toBe(chosen.out);
    expect((await simulate(...mix, '--workers', '2', '--meter', 'legacy-typed', '--scale', 'coarse')).out).toBe(
      chosen.out,
    );
  });

  test.each([
    [['--meter', 'legcy'], /meter: there is no meter "legcy"\n {2}expected: one of good, [^]*did you mean legacy/],
    [['--scale', 'best'], /scale: there is no scale "best"\n {2}expected: one of telehealth, fine, family, coarse/],
    [['--scale', 'fine'], /nobody of the cohort uses the scale fine/],
  ])('%j is refused, and nothing is written', async (argv, words) => {
    const said = await simulate('--archetype', 't2d-oral', ...argv);
    expect([said.code, said.out]).toEqual([65, '']);
    expect(said.err).toMatch(words);
  });
});

describe('a body by its numbers', () => {
  const set = (changes: object = {}) => {
    writeFileSync(at('me.json'), JSON.stringify({ model: 'dalla-man-2007', parameters: { ...NORMAL, ...changes } }));
    return ['--archetype', 't2d-oral', '--days', '20', '--parameters', at('me.json')];
  };
  const truths = async (argv: string[]): Promise<number[]> => {
    const { out, err } = await simulate(...argv);
    expect(err).toBe('');
    return out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { truth: { trueValue: number } }).truth.trueValue);
  };
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

  test('lives as they say: a healthy body under the meals of diabetes', async () => {
    expect(mean(await truths(set()))).toBeLessThan(
      mean(await truths(['--archetype', 't2d-oral', '--days', '20'])) - 20,
    );
  });

  test('numbers that are nobody, and a body for a scale, are refused', async () => {
    const wrong = await simulate(...set({ vg: -1 }));
    expect([wrong.code, wrong.out]).toEqual([65, '']);
    expect(wrong.err).toMatch(/me.json at parameters.vg/);
    const weighed = await simulate(...set().map((word) => (word === 't2d-oral' ? 'hf-stable' : word)));
    expect([weighed.code, weighed.err]).toEqual([
      65,
      expect.stringMatching(/nobody of the cohort has a body of glucose: hf-stable\n {2}expected: .*dalla-man-2007/),
    ]);
    expect((await simulate('--archetype', 't2d-oral', '--parameters', at('none'))).err).toContain(
      'none: cannot be read',
    );
  });
});

describe('weights by their numbers', () => {
  const EXAMPLE = fileURLToPath(new URL('../../examples/bodies/heart-failure.json', import.meta.url));
  const { parameters: usual } = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as { parameters: Record<string, number> };
  const failing = ['--archetype', 'hf-decomp:3,hf-stable:2', '--days', '30'];
  const by = (changes: object): string[] => {
    writeFileSync(at('w.json'), JSON.stringify({ model: 'hall-2011', parameters: { ...usual, ...changes } }));
    return [...failing, '--parameters', at('w.json')];
  };

  test('the example is what is usual in heart failure: the same bytes as without it', async () => {
    const plain = await simulate(...failing);
    expect([plain.code, plain.err]).toEqual([0, '']);
    expect(await simulate(...failing, '--parameters', EXAMPLE)).toEqual(plain);
    expect(await simulate(...failing, '--parameters', EXAMPLE, '--workers', '2')).toEqual(plain);
  });

  test('with others people weigh at the same times, and something else', async () => {
    const truthsOf = async (argv: string[]) => {
      const { out, err } = await simulate(...argv);
      expect(err).toBe('');
      const lines = out.trimEnd().split('\n');
      return lines.map((line) => (JSON.parse(line) as { truth: { trueValue: number; trueTimeMs: number } }).truth);
    };
    const plain = await truthsOf(failing);
    const heavier = await truthsOf(by({ silentShare: 0, decompensationGainKg: 8, decompensationGainSigma: 0 }));
    expect(heavier.map(({ trueTimeMs }) => trueTimeMs)).toEqual(plain.map(({ trueTimeMs }) => trueTimeMs));
    const gains = heavier.map(({ trueValue }, i) => trueValue - (plain[i]?.trueValue ?? Number.NaN));
    expect(Math.max(...gains)).toBeGreaterThan(4);
  });

  test('numbers that are nobody, and a cohort that nobody weighs, are refused', async () => {
    const wrong = await simulate(...by({ glycogenKg: 40 }));
    expect([wrong.code, wrong.out]).toEqual([65, '']);
    expect(wrong.err).toMatch(/w.json at parameters: leanKg is -[^]*a weight that is steady at rest/);
    expect((await simulate(...by({ fluidMemory: 1 }))).err).toMatch(
      /w.json at parameters.fluidMemory: fluidMemory is 1/,
    );
    const glucose = await simulate('--archetype', 't2d-oral', '--parameters', EXAMPLE);
    expect(glucose.err).toMatch(/nobody of the cohort has a body of weight: t2d-oral/);
  });
});

describe('bad options are told with what was expected, and nothing is written', () => {
  test.each<[string, string[], number, RegExp]>([
    ['nobody', [], 64, /needs --archetype or --cohort/],
    ['an unknown archetype', ['--archetype', 'hf-stabel'], 65, /no archetype "hf-stabel"[^]*hf-stable/],
    ['an unknown format', ['--archetype', 'hf-stable', '--format', 'hl7'], 65, /no format "hl7"[^]*ndjson/],
    ['an unknown zone', ['--archetype', 'hf-stable', '--zone', 'Here'], 65, /"Here"/],
    ['negative days', ['--archetype', 'hf-stable', '--days', '-3'], 64, /--days -3/],
    ['a shard that there is not', ['--archetype', 'hf-stable:4', '--shard', '5/4'], 65, /"5\/4" is no shard/],
    ['shards that overlap', ['--archetype', 'hf-stable:4', '--shard', '1/2,2/4'], 65, /overlap/],
    ['more shards than patients', ['--archetype', 'hf-stable:4', '--shard', '1/5'], 65, /4 patients do not make 5/],
    ['a mix without numbers', ['--archetype', 'hf-stable,hf-decomp'], 65, /no part of a mix/],
    ['a mix and --patients', ['--archetype', 'hf-stable:1', '--patients', '3'], 64, /--patients goes with one/],
    ['two who', ['--archetype', 'hf-stable', '--cohort', 'x'], 64, /both say who/],
    ['a cohort that is not there', ['--cohort', 'no-such-file'], 65, /no-such-file: cannot be read/],
    ['no worker', ['--archetype', 'hf-stable', '--workers', '0'], 64, /--workers 0/],
    [
      'several in one document',
      ['--archetype', 'hf-stable:2', '--format', 'apple-export'],
      64,
      /of one patient, and these are 2/,
    ],
    ['a word', ['--archetype', 'hf-stable', 'now'], 64, /takes no word/],
    ['an unknown unit', ['--archetype', 'hf-stable', '--unit', 'lb'], 64, /\[lb_av\]/],
    ...['2026-02-30T00:00:00Z', '2026-02-29T12:00:00-05:00', '2026-03-02T00:00:60Z'].map(
      (text): [string, string[], number, RegExp] => [
        'a start that there is not',
        ['--archetype', 'hf-stable', '--start', text],
        64,
        new RegExp(`--start ${text} is not usable\\n {2}expected: an instant that there is, with an offset`),
      ],
    ),
    ...['1969-12-31T00:00:00Z', '1970-01-01T00:00:00+01:00', '9988-01-01T00:00:01Z'].map(
      (text): [string, string[], number, RegExp] => [
        'a start before or after all',
        ['--archetype', 'hf-stable', '--start', text],
        64,
        /is out of reach\n {2}expected: an instant from 1970-01-01T00:00:00.000Z to 9988-01-01T00:00:00.000Z/,
      ],
    ),
    ['a start without an offset', ['--archetype', 'hf-stable', '--start', '2026-01-01T00:00:00'], 64, /--start/],
  ])('%s', async (_what, argv, code, words) => {
    const said = await simulate(...argv, '--out', at('out'));
    expect(said.err).toMatch(words);
    expect(said.code).toBe(code);
    expect(existsSync(at('out'))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('two outputs in one place', async () => {
    const said = await simulate('--archetype', 'hf-stable', '--out', at('x'), '--truth', at('x'));
    expect([said.code, said.err]).toEqual([64, expect.stringContaining('two outputs go to one place')]);
  });

  test('a place that cannot be written keeps the other file from being made', async () => {
    const said = await simulate('--archetype', 'hf-stable', '--out', at('x'), '--truth', at('none/t'));
    expect([said.code, said.err]).toEqual([65, expect.stringContaining('cannot be written')]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
