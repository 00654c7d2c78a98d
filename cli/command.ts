import type { ExitCode } from '../contract/input-problem.ts';
import type { Arguments, Signature } from './arguments.ts';
import type { Io } from './io.ts';

/** One sub-command of `vitalproof`: it composes the rooms, prints, and returns an exit code. */
export interface Command extends Signature {
  readonly summary: string;
  /** Two or three lines more for `--help`. */
  readonly about?: string;
  run(args: Arguments, io: Io): Promise<ExitCode>;
}

/** The help of one command. */
export const helpOf = (command: Command): string => {
  const rows = Object.entries(command.options).map(
    ([name, o]) => [`--${name}${o.value === undefined ? '' : ` ${o.value}`}`, o.help] as const,
  );
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return [
    `vitalproof ${command.name} ${command.words}`.trimEnd(),
    '',
    `  ${command.summary}`,
    ...(command.about === undefined ? [] : command.about.split('\n').map((l) => `  ${l}`)),
    ...(rows.length === 0 ? [] : ['', ...rows.map(([left, help]) => `  ${left.padEnd(width)}  ${help}`)]),
    '',
  ].join('\n');
};
