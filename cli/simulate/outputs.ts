import type { Io } from '../io.ts';
import { type Output, outputFile, standardOutput } from './output-file.ts';

/** Where everything goes; `-` is standard output. */
export interface Destinations {
  readonly out?: string | undefined;
  readonly truth?: string | undefined;
  readonly people?: string | undefined;
}
export type Outputs = { readonly [K in keyof Destinations]: Output | undefined };

/**
 * Opens the outputs for `use`, and keeps what it wrote where it says that it is whole. Else, and where it throws,
 * none of the files is there afterwards.
 */
export const withOutputs = async <T>(
  to: Destinations,
  io: Pick<Io, 'write'>,
  use: (outputs: Outputs) => Promise<{ readonly value: T; readonly whole: boolean }>,
): Promise<T> => {
  const opened: Output[] = [];
  const open = async (path: string | undefined): Promise<Output | undefined> => {
    if (path === undefined) return undefined;
    const output = path === '-' ? standardOutput(io.write) : await outputFile(path);
    opened.push(output);
    return output;
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
};
