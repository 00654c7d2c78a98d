import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { parseArguments } from '../arguments.ts';
import { explained } from '../explain/known-things.ts';
import type { Io } from '../io.ts';
import { list } from './list.ts';

const listed = async (...argv: string[]): Promise<string> => {
  let text = '';
  const io = { write: async (more: string) => ((text += more), true) } as unknown as Io;
  expect(await list.run(parseArguments(list, argv), io)).toBe(EXIT.passed);
  return text;
};
const idsOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => /^[A-Z][A-Z0-9]{2}-\d{2}/.exec(line) ?? []);
const { requirements } = loadCatalogue();

describe('list requirements', () => {
  test('names them all, with role and scope', async () => {
    const text = await listed('requirements');
    expect(idsOf(text)).toEqual(requirements.map((r) => r.id));
    expect(text).toMatch(/^LIM-02 +MUST +receiver +alerts /m);
  });
  test('filters by scope, role and level, and by a word besides', async () => {
    const wanted = requirements.filter((r) => r.scope === 'routing' && r.role === 'receiver' && r.level === 'SHOULD');
    expect(wanted.length).toBeGreaterThan(0);
    expect(
      idsOf(await listed('requirements', '--scope', 'routing', '--role', 'receiver', '--level', 'SHOULD')),
    ).toEqual(wanted.map((r) => r.id));
    expect(idsOf(await listed('requirements', 'covering', '--scope', 'routing'))).toContain('ALR-09');
    expect(idsOf(await listed('requirements', '--scope', 'messages'))).toEqual(
      requirements.filter((r) => r.scope === 'messages').map((r) => r.id),
    );
  });
  test.each([
    [['requirements', '--scope', 'rooting'], EXIT.usage, 'did you mean routing?'],
    [['requirements', '--level', 'MAY'], EXIT.usage, 'no level'],
    [['constructor'], EXIT.usage, 'there is no kind "constructor"'],
    [['checks', '--level', 'MUST'], EXIT.usage, 'requirements alone'],
    [['requirements', '--role', 'sender', '--scope', 'alerts'], EXIT.nothingMatched, 'sender and alerts'],
  ] as const)('%j is refused', async (argv, exitCode, says) => {
    const problem = await listed(...argv).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(InputProblem);
    expect(problem).toMatchObject({ exitCode });
    expect((problem as InputProblem).describe()).toContain(says);
  });
});

describe('explain of a requirement', () => {
  test('tells statement, source, clause, reason, remedy, capability, worked cases, check and mutants', () => {
    const text = explained('alr-09') ?? '';
    const r = loadCatalogue().byId('ALR-09');
    for (const said of [r?.statement, r?.source, r?.clause, r?.rationale, r?.fix, r?.capability, 'case 131:'])
      expect(text).toContain(said ?? 'nothing');
    expect(explained('LIM-02')).toContain('the twins differ in');
    expect(explained('LIM-02')).toContain('inclusive-comparison');
  });
});
