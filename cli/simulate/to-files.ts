import { EXIT, type ExitCode, InputProblem } from '../../contract/input-problem.ts';
import { fleetOf } from '../../simulator/fleet.ts';
import { peopleLines } from '../../simulator/formats/fhir-people.ts';
import { untilInterrupted } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { type Output, outputFile, standardOutput } from './output-file.ts';
import { produce, usualWorkers } from './produce.ts';
import { simulateProgress } from './progress.ts';
import { patientsIn, type Work } from './work.ts';

/** Where everything goes; `-` is standard output. */
export interface Destinations {
  readonly out: string;
  readonly truth?: string | undefined;
  readonly people?: string | undefined;
}

const interrupted = (): InputProblem =>
  new InputProblem('interrupted; nothing was kept', {}, 'to be let finish', { exitCode: EXIT.interrupted });

const writePeople = async ({ options, stretches }: Work, file: Output): Promise<void> => {
  const fleet = fleetOf(options);
  for (const stretch of stretches) for (const { who } of fleet.patients(stretch)) await file.write(peopleLines(who));
};

/**
 * Writes the work with back-pressure, as fast as it can be made. Files are there whole or not at all; a reader
 * that closes the pipe ends it quietly.
 */
export const writeToFiles = async (
  work: Work,
  to: Destinations,
  workers: number | undefined,
  io: Io,
): Promise<ExitCode> => {
  const opened: Output[] = [];
  const open = async (path: string | undefined): Promise<Output | undefined> => {
    if (path === undefined) return undefined;
    const output = path === '-' ? standardOutput(io.write) : await outputFile(path);
    opened.push(output);
    return output;
  };
  let whole = false;
  try {
    const out = await open(to.out);
    const truth = await open(to.truth);
    const people = await open(to.people);
    if (people !== undefined) await writePeople(work, people);
    whole = await untilInterrupted(async (signal) => {
      const progress = simulateProgress(patientsIn(work), io);
      try {
        for await (const chunk of produce(work, workers ?? usualWorkers(work))) {
          if (signal.aborted) throw interrupted();
          const isRead = (await out?.write(chunk.text)) !== false && (await truth?.write(chunk.truth)) !== false;
          if (!isRead) return false;
          progress.add(chunk);
        }
        return true;
      } finally {
        progress.end();
      }
    });
  } finally {
    for (const output of opened) await (whole ? output.keep() : output.discard());
  }
  return EXIT.passed;
};
