import { beforeAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { readBytes, storedBytes } from './stored.test-helper.ts';

type Line = Record<string, unknown>;

let texts: string[];
beforeAll(async () => {
  texts = (await storedBytes()).toString('utf8').trimEnd().split('\n');
});

/** The problem with a history of these lines. */
const problemWith = (lines: readonly (string | Buffer)[]): InputProblem => {
  const read = readBytes(Buffer.concat(lines.flatMap((l) => [Buffer.from(l), Buffer.from('\n')])));
  if (!(read instanceof InputProblem)) throw new Error('it was read');
  return read;
};

/** The problem when one member of a line is another; the line is found by a piece of its text. */
const withMember = (piece: string, path: string, value: unknown): InputProblem => {
  const index = texts.findIndex((t) => t.includes(piece));
  const line = JSON.parse(texts[index] ?? '') as Line;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce<Line>((at, name) => at[name] as Line, line);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  const problem = problemWith(texts.with(index, JSON.stringify(line)));
  expect(problem.place.file).toBe('h.ndjson');
  expect(problem.place.line).toBe(index + 1);
  return problem;
};

const READING = '"212.0"';

describe('a member of a line', () => {
  test.each([
    ['left out', READING, 'seq', undefined],
    ['of the wrong type, deep inside', READING, 'act.reading.result.quantity.value', 212],
    ['with a text that is no decimal', READING, 'act.reading.result.quantity.value', '212,0'],
    ['that nobody knows, deep inside', READING, 'act.reading.patient.colour', 'red'],
    ['of an item', '"kind":"seen"', 'item.history.0.at', 'yesterday'],
    ['of a look', '"inbox.look"', 'output.look.items', 'none'],
    ['of the run', '"kind":"run"', 'deadlines.critical', 0],
  ])('%s is named', (_what, piece, path, value) => {
    const named = withMember(piece, path, value).place.path;
    const shown = path.replaceAll(/\.(\d+)/g, '[$1]');
    expect(path.endsWith('colour') ? `${named}.colour` : named).toBe(shown);
  });
  test.each([
    ['a scope that is none', 'scope', ['alerts', 'dosing'], 'scope[1]'],
    ['a scope twice', 'scope', ['alerts', 'alerts'], 'scope'],
    ['a port that is none', 'ports', [{ port: 'pump', served: ['fhir'] }], 'ports[0].port'],
    ['a port twice', 'ports', ['hl7v2', 'fhir'].map((via) => ({ port: 'inbox', served: [via] })), 'ports'],
  ])('what a run was of: %s is named', (_what, member, value, path) => {
    expect(withMember('"kind":"run"', member, value).place.path).toBe(path);
  });
  test('an operation that nobody knows is named, with those that are known', () => {
    const problem = withMember(READING, 'act.op', 'order.dance');
    expect(problem.place.path).toBe('act.op');
    expect(problem.message).toContain('order.dance');
    expect(problem.expected).toContain('reading.submit');
  });
});

describe('time that runs backwards', () => {
  test.each([
    ['an answer before its question', READING, 'settled', 0, 'sent'],
    ['in sight before it was not', '"kind":"seen"', 'by', 0, 'after'],
    ['a fault that ends before it begins', '"kind":"fault"', 'until', 39, 'from'],
  ])('%s', (_what, piece, path, value, after) => {
    const problem = withMember(piece, path, value);
    expect(problem.place.path).toBe(path);
    expect(problem.message).toBe(`${path} is ${value}, before ${after}`);
    expect(problem.expected).toContain('or later');
  });
});

describe('a line as a whole', () => {
  test('that is torn in the middle of the file', () => {
    const problem = problemWith(texts.with(3, (texts[3] ?? '').slice(0, 50)));
    expect([problem.message, problem.place.line]).toEqual(['not JSON', 4]);
  });
  test('with bytes that are not UTF-8', () => {
    const bytes = Buffer.from(texts[3] ?? '');
    bytes[40] = 0xff;
    const problem = problemWith([...texts.slice(0, 3), bytes, ...texts.slice(4)]);
    expect([problem.message, problem.place.line]).toEqual(['bytes that are not UTF-8', 4]);
  });
  test('that is a second run', () => {
    const problem = problemWith(texts.toSpliced(2, 0, texts[0] ?? ''));
    expect([problem.message, problem.place]).toMatchObject(['a second run line', { line: 3, path: 'kind' }]);
  });
  test('that is a second end, or anything else after the end', () => {
    for (const more of [texts.at(-1), texts[1], '', 'rubbish']) {
      const problem = problemWith([...texts, more ?? '']);
      expect([problem.message, problem.place.line]).toEqual(['a line after the end', texts.length + 1]);
    }
  });
  test.each(['null', '7', '[]', '"run"'])('that is %s', (text) => {
    expect(problemWith(texts.with(2, text)).place.line).toBe(3);
    expect(problemWith(texts.with(0, text)).message).toContain('does not begin with its run');
  });
});

describe('the checksum', () => {
  test('finds a value that was changed and is as good as the old one', () => {
    const problem = problemWith(texts.map((t) => t.replace('"212.0"', '"112.0"')));
    expect(problem.place).toMatchObject({ line: texts.length, path: 'crc32' });
    expect(problem.message).toMatch(/^the checksum of this history is [0-9a-f]{8}$/);
  });
  test('covers its own line', () => {
    expect(problemWith(texts.map((t) => t.replace('"lag":1', '"lag":2'))).place.path).toBe('crc32');
  });
  test('may be left out of a history that was made by hand', () => {
    const end = JSON.stringify({ ...(JSON.parse(texts.at(-1) ?? '') as Line), crc32: undefined });
    const changed = texts.with(texts.length - 1, end).map((t) => t.replace('"212.0"', '"112.0"'));
    expect(readBytes(Buffer.from(changed.join('\n')))).toHaveLength(texts.length);
  });
});
