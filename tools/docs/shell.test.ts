import { describe, expect, test } from 'vitest';
import { statementsOf } from './shell.ts';

const words = (block: string): readonly (readonly string[])[] =>
  statementsOf(block).flatMap(({ commands }) => commands.map((command) => command.words));

describe('words', () => {
  test.each([
    [`a b  c`, ['a', 'b', 'c']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`a b'c d'e`, ['a', 'bc de']],
    [`a "it is \\"so\\""`, ['a', 'it is \\"so\\"']],
    [`a b\\ c`, ['a', 'b c']],
    [`a '#b' c#d # e`, ['a', '#b', 'c#d']],
    [`a > out.txt`, ['a']],
    [`a --x=1 2>&1`, ['a', '--x=1']],
    [`a 'urn:oid:2|M'`, ['a', 'urn:oid:2|M']],
    ['a ""', ['a', '']],
    ['a $(b -c 2) d', ['a', '$(b -c 2)', 'd']],
  ])('%s', (line, expected) => {
    expect(words(line)).toEqual([expected]);
  });
  test('a quote without an end is refused', () => {
    expect(() => statementsOf(`a 'b`)).toThrow("no shell word begins here: 'b");
  });
});

describe('commands', () => {
  test('are told apart by operators', () => {
    expect(words('a 1 && b 2 | c; d')).toEqual([['a', '1'], ['b', '2'], ['c'], ['d']]);
  });
  test('have their variables', () => {
    expect(statementsOf('X=1 Y="2 3" a b=c')[0]?.commands).toEqual([
      { env: { X: '1', Y: '2 3' }, words: ['a', 'b=c'] },
    ]);
    expect(statementsOf('X=1')[0]?.commands).toEqual([{ env: { X: '1' }, words: [] }]);
  });
});

describe('statements', () => {
  test('know their lines and leave comments out', () => {
    const found = statementsOf('# first\na   # why\n\n  b\n');
    expect(found.map(({ line, text }) => [line, text])).toEqual([
      [1, 'a'],
      [3, '  b'],
    ]);
  });
  test('say whether they go on beside the next, and how they end', () => {
    const [server, ...more] = statementsOf('serve &\na # exit code 1: so it is\nb # ends');
    expect(server?.background).toBe(true);
    expect(more.map(({ background, exitCode }) => [background, exitCode])).toEqual([
      [false, 1],
      [false, 0],
    ]);
  });
  test('go on behind a backslash', () => {
    expect(statementsOf('a \\\n  b\nc').map(({ line, text }) => [line, text])).toEqual([
      [0, 'a b'],
      [2, 'c'],
    ]);
  });
  test('take a document as it is', () => {
    const [first, second] = statementsOf("cat > x.yaml <<'EOF'\na: 'b\n# no comment\nEOF\nc");
    expect(first?.text).toBe("cat > x.yaml <<'EOF'\na: 'b\n# no comment\nEOF");
    expect(first?.commands).toEqual([{ env: {}, words: ['cat'] }]);
    expect([second?.line, second?.text]).toEqual([4, 'c']);
    expect(() => statementsOf("cat <<'EOF'\na")).toThrow("<<'EOF' has no end");
  });
});
