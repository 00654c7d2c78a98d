import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { faults } from '../../simulator/faults/catalogue.ts';
import { commandLine } from '../command-line.test-helper.ts';
import { faultChoices } from './fault-options.ts';

const vitalproof = commandLine(() => ({}));

describe('--faults', () => {
  test('none, nothing, some with a factor, all', () => {
    expect(faultChoices(undefined)).toEqual([]);
    expect(faultChoices('none')).toEqual([]);
    expect(faultChoices('heavy-clothing, future-timestamp:2.5')).toEqual([
      { id: 'heavy-clothing', rate: 1 },
      { id: 'future-timestamp', rate: 2.5 },
    ]);
    expect(faultChoices('all')).toEqual(faults.map(({ id }) => ({ id, rate: 1 })));
    expect(faultChoices('all:3').every(({ rate }) => rate === 3)).toBe(true);
  });

  test.each([
    ['heavy-clothin', /no fault "heavy-clothin"[^]*did you mean heavy-clothing/],
    ['zzz', /no fault "zzz"[^]*list faults/],
    ['heavy-clothing,heavy-clothing', /named twice/],
    ['all,heavy-clothing', /named twice/],
    ['heavy-clothing:often', /rate of "heavy-clothing:often"/],
    ['heavy-clothing:-1', /rate/],
    ['heavy-clothing:1:2', /not usable/],
    ['', /no fault ""/],
  ])('%j is refused', (text, words) => {
    try {
      faultChoices(text);
      expect.unreachable('nothing was refused');
    } catch (problem) {
      expect((problem as InputProblem).describe()).toMatch(words);
    }
  });
});

describe('a run with faults', () => {
  const run = async (...argv: string[]): Promise<string[]> => {
    const said = await vitalproof('simulate', '--archetype', 'hf-stable:4', '--days', '20', ...argv);
    expect(said.code).toBe(0);
    return said.out.split('\n');
  };
  test('names them in the truth; what no fault touched is as without', async () => {
    const plain = await run();
    const faulty = await run('--faults', 'heavy-clothing:20');
    const touched = faulty.filter((line) => line.includes('"faultIds":["heavy-clothing"]'));
    expect(touched.length).toBeGreaterThan(3);
    expect(faulty).toHaveLength(plain.length);
    expect(faulty.filter((line) => !plain.includes(line))).toEqual(touched);
  });
  test('a rate of 0 changes nothing', async () => {
    expect(await run('--faults', 'all:0')).toEqual(await run());
  });
});

test('they are listed, with where they act and how often', async () => {
  const said = await vitalproof('list', 'faults');
  for (const { id, title } of faults) {
    expect(said.out).toContain(id);
    expect(said.out).toContain(title);
  }
  expect((await vitalproof('simulate', '--list-faults')).out).toBe(said.out);
});
