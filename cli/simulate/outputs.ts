import { resolve } from 'node:path';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { usageProblem } from '../arguments.ts';
import { untilInterrupted } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { type Output, outputFile, standardOutput } from './output-file.ts';

/** Where everything goes; `-` is standard output. */
export interface Destinations {
  readonly out?: string | undefined;
  readonly truth?: string | undefined;
  readonly people?: string | undefined;
}
export type Outputs = { readonly [K in keyof Destinations]: Output | undefined };

/** Throws an InputProblem (exit 64) where two of them are one place, whatever it is called. */
export const requireApart = (to: Destinations): void => {
  const places = [to.out, to.truth, to.people]
    .filter((path) => path !== undefined)
    .map((path) => (path === '-' ? path : resolve(path)));
  if (new Set(places).size < places.length)
    throw usageProblem('two outputs go to one place', 'a file of its own for each of --out, --truth and --people');
};

/** Each write waits a turn, because an interrupt comes in a turn of its own, and a place that takes everything at once leaves none. */
const untilAborted = (output: Output, signal: AbortSignal): Output => ({
  ...output,
  write: async (text) => {
    await new Promise((resolved) => setImmediate(resolved));
    if (signal.aborted)
      throw new InputProblem('interrupted; nothing was kept', {}, 'to be let finish', { exitCode: EXIT.interrupted });
    return await output.write(text);
  },
});

/**
 * Opens the outputs for `use`, and keeps what it wrote where it says that it is whole. Else, and where it throws or an interrupt
 * comes before its last write, none of the files is there afterwards.
 */
export const withOutputs = <T>(
  to: Destinations,
  io: Pick<Io, 'write'>,
  use: (outputs: Outputs) => Promise<{ readonly value: T; readonly whole: boolean }>,
): Promise<T> =>
  untilInterrupted(async (signal) => {
    const opened: Output[] = [];
    const open = async (path: string | undefined): Promise<Output | undefined> => {
      if (path === undefined) return undefined;
      const output = path === '-' ? standardOutput(io.write) : await outputFile(path);
      opened.push(output);
      return untilAborted(output, signal);
    };
    let isWhole = false;
    try {
      const outputs = { out: await open(to.out), truth: await open(to.truth), people: await open(to.people) };
      const { value, whole } = await use(outputs);
      isWhole = whole;
      return value;
    } finally {
      for (const output of opened) await (isWhole ? output.keep() : output.discard());
    }
  });
