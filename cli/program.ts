import { EXIT, InputProblem, type ExitCode } from '../contract/input-problem.ts';
import { parseArguments, usageProblem } from './arguments.ts';
import { closest } from '../contract/closest.ts';
import { helpOf, type Command } from './command.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

const overview = (commands: readonly Command[]): string => {
  const width = Math.max(...commands.map((c) => `${c.name} ${c.words}`.length));
  return [
    `vitalproof ${VERSION}: device simulator and conformance harness for prescribed home monitoring`,
    'A test harness, not a medical device; it gives no clinical advice.',
    '',
    ...commands.map((c) => `  ${`${c.name} ${c.words}`.padEnd(width)}  ${c.summary}`),
    '',
    'vitalproof COMMAND --help says more. Exit codes: 0 passed, 1 failed, 2 not decided, 3 nothing matched,',
    '64 usage, 65 bad input, 69 system under test or tool not reachable, 70 harness error, 75 interrupted.',
    '',
  ].join('\n');
};

/** What is said of an error that nobody foresaw. */
export const harnessError = (error: unknown): string =>
  `vitalproof: harness error, not a verdict: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;

/**
 * Runs one command line and returns its exit code. Bad input is told in people's words; anything else that
 * escapes is the harness's own fault and says so (70), because it must never look like a verdict.
 */
export const runProgram = async (argv: readonly string[], commands: readonly Command[], io: Io): Promise<ExitCode> => {
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      io.out(overview(commands));
      return name === undefined ? EXIT.usage : EXIT.passed;
    }
    if (name === '--version') {
      io.out(VERSION);
      return EXIT.passed;
    }
    const command = commands.find((c) => c.name === name);
    if (command === undefined) {
      const near = closest(
        name,
        commands.map((c) => c.name),
      );
      throw usageProblem(
        `unknown command ${name}`,
        commands.map((c) => c.name).join(', '),
        near === undefined ? undefined : `did you mean ${near}?`,
      );
    }
    if (rest.includes('--help') || rest.includes('-h')) {
      io.out(helpOf(command));
      return EXIT.passed;
    }
    return await command.run(parseArguments(command, rest), io);
  } catch (error) {
    if (error instanceof InputProblem) {
      io.err(`vitalproof: ${error.describe()}`);
      return error.exitCode;
    }
    io.err(harnessError(error));
    return EXIT.harness;
  }
};
