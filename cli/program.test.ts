import { describe, expect, test } from 'vitest';
import { EXIT, InputProblem } from '../contract/input-problem.ts';
import type { Command } from './command.ts';
import type { Io } from './io.ts';
import { runProgram } from './program.ts';

const capture = (): Io & { stdout: string; stderr: string } => {
  const io = {
    stdout: '',
    stderr: '',
    outIsTty: false,
    live: () => undefined,
    liveIsTty: false,
    columns: 80,
    env: {},
    out: (text: string) => void (io.stdout += `${text}\n`),
    err: (text: string) => void (io.stderr += `${text}\n`),
    write: async (text: string) => {
      io.stdout += text;
      return true;
    },
  };
  return io;
};

const echo: Command = {
  name: 'echo',
  words: 'WORD...',
  summary: 'says it again',
  options: {
    times: { value: 'N', help: 'how often' },
    loud: { help: 'in capitals' },
    only: { value: 'GLOBS', help: 'these alone', isList: true },
    mix: { value: 'MIX', help: 'who', isList: true, several: 'NAME:N,NAME:N' },
  },
  run: async (args, io) => {
    const text = args.words.join(' ');
    for (let i = 0; i < args.whole('times', 1, 1, 9); i += 1) io.out(args.flag('loud') ? text.toUpperCase() : text);
    return EXIT.passed;
  },
};
const broken: Command = {
  name: 'broken',
  words: '',
  summary: 'fails',
  options: { file: { value: 'F', help: '' } },
  run: async (args) => {
    if (args.text('file') === undefined) throw new TypeError('a defect of ours');
    throw new InputProblem('not a number', { file: 'a.yaml', line: 3, path: 'limits[0].high' }, 'a decimal', {
      advice: 'write 180',
    });
  },
};
const judging: Command = {
  name: 'judging',
  words: '',
  summary: 'judges',
  options: { sut: { value: 'FILE', help: '' } },
  run: async () => EXIT.passed,
};
const run = async (...argv: string[]) => {
  const io = capture();
  return { code: await runProgram(argv, [echo, broken, judging], io), io };
};

describe('a command line that is right', () => {
  test('runs the command with its options and words', async () => {
    const { code, io } = await run('echo', '--times', '2', '--loud', 'a', 'b');
    expect(code).toBe(0);
    expect(io.stdout).toBe('A B\nA B\n');
  });
  test('of an option that names one thing the last counts, so that a script can be overruled', async () => {
    expect((await run('echo', '--times', '2', '--times', '3', '--only', 'a', 'b')).io.stdout).toBe('b\nb\nb\n');
  });
  test('--help of the program names every command and every exit code', async () => {
    const { code, io } = await run('--help');
    expect(code).toBe(0);
    for (const word of ['echo', 'broken', '64', '65', '69', '70', '75', 'not a medical device'])
      expect(io.stdout).toContain(word);
  });
  test('--help of a command names its options', async () => {
    expect((await run('echo', '--help')).io.stdout).toMatch(/--times N\s+how often/);
  });
});

describe('a command line that is wrong is exit 64 and says what was meant', () => {
  test.each([
    [['ecko'], 'did you mean echo?'],
    [['echo', '--tims', '2'], 'did you mean --times?'],
    [['echo', '--constructor'], 'unknown option --constructor'],
    [['echo', '--times', 'two'], 'a whole number from 1 to 9'],
    [['echo', '--times', '10'], 'a whole number from 1 to 9'],
    [['echo', '--times'], 'echo'],
    [['echo', '--loud=yes'], 'echo'],
    [['echo', '--only', 'a', '--only', 'b'], 'once, with commas between what it names: --only A,B'],
    [['echo', '--only=a', '--only', 'a'], '--only is given twice'],
    [['echo', '--mix', 'a', '--mix', 'b'], 'once, with commas between what it names: --mix NAME:N,NAME:N'],
    [['echo', '--times', ''], '--times is empty'],
    [['echo', '--only='], '--only GLOBS, or not at all'],
    [['echo', ''], 'a word is empty'],
    [['judging', 'acme.yaml'], '--sut acme.yaml, if it is the profile of a system under test'],
    [['broken', 'now'], 'broken takes no word, and now is one'],
  ])('%j', async (argv, says) => {
    const { code, io } = await run(...argv);
    expect(code).toBe(64);
    expect(io.stderr).toContain(says);
    expect(io.stdout).toBe('');
  });
  test('nothing at all shows the overview', async () => {
    const { code, io } = await run();
    expect(code).toBe(64);
    expect(io.stdout).toContain('echo');
  });
});

describe('what goes wrong inside', () => {
  test('bad input says file, line, path, what was expected and what to do', async () => {
    const { code, io } = await run('broken', '--file', 'a.yaml');
    expect(code).toBe(65);
    expect(io.stderr).toContain('a.yaml:3 at limits[0].high: not a number');
    expect(io.stderr).toContain('expected: a decimal');
    expect(io.stderr).toContain('what to do: write 180');
  });
  test('a defect of ours is a harness error, never a verdict', async () => {
    const { code, io } = await run('broken');
    expect(code).toBe(70);
    expect(io.stderr).toContain('harness error, not a verdict');
  });
});
