import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import type { Io } from '../io.ts';
import { progressOf } from '../progress.ts';
import { type Destinations, type Outputs, withOutputs } from './outputs.ts';
import { writePeople } from './people.ts';
import { produce, usualWorkers } from './produce.ts';
import { patientsIn, type Work } from './work.ts';

/** False: nobody reads any more. */
const writeAll = async (work: Work, { out, truth }: Outputs, workers: number, io: Io): Promise<boolean> => {
  const progress = progressOf({ what: 'simulated', unit: 'patients', total: patientsIn(work) }, io);
  let readings = 0;
  try {
    for await (const chunk of produce(work, workers)) {
      const isRead = (await out?.write(chunk.text)) !== false && (await truth?.write(chunk.truth)) !== false;
      if (!isRead) return false;
      readings += chunk.deliveries;
      progress.says(`${readings} readings`);
      progress.advanced(chunk.patients);
    }
    return true;
  } finally {
    progress.finish();
  }
};

/**
 * Writes the work with back-pressure, as fast as it can be made. Files are there whole or not at all; a reader
 * that closes the pipe ends it quietly.
 */
export const writeToFiles = (work: Work, to: Destinations, workers: number | undefined, io: Io): Promise<ExitCode> =>
  withOutputs(to, io, async (outputs) => {
    await writePeople(work, outputs.people);
    const whole = await writeAll(work, outputs, workers ?? usualWorkers(work), io);
    return { value: EXIT.passed, whole };
  });
