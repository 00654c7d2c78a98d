import { availableParallelism } from 'node:os';
import { fleetOf } from '../../simulator/fleet.ts';
import { pieces } from '../../simulator/pieces.ts';
import { threaded } from './threads.ts';
import { type Chunk, patientsIn, type Work } from './work.ts';

/** Below so many patient-days a thread costs more than it saves. */
const WORTH_THREADS = 10_000;
export const MOST_WORKERS = 64;

/** How many threads, where nobody says: one where the work is short, else as many as there are cores. */
export const usualWorkers = (work: Work): number =>
  patientsIn(work) * work.options.days < WORTH_THREADS ? 1 : Math.min(MOST_WORKERS, availableParallelism());

async function* here({ options, stretches, withTruth }: Work): AsyncGenerator<Chunk> {
  const fleet = fleetOf(options);
  for (const stretch of stretches) yield* pieces(fleet, stretch, withTruth);
}

/**
 * The text of the stretches, header and footer with the first and the last patient of the fleet, in bounded
 * memory: nothing is simulated far ahead of what is read. The same bytes for any number of workers.
 */
export async function* produce(work: Work, workers: number): AsyncGenerator<Chunk> {
  const { format, size } = fleetOf(work.options);
  const bare = { truth: '', deliveries: 0, patients: 0 };
  if (work.stretches[0]?.from === 0) yield { ...bare, text: format.header };
  const count = Math.min(workers, patientsIn(work));
  yield* count <= 1 ? here(work) : threaded(work, count);
  if (work.stretches.at(-1)?.to === size) yield { ...bare, text: format.footer };
}
