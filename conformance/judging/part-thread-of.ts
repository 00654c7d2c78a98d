import { Worker } from 'node:worker_threads';
import type { JudgedPart } from './judging.ts';
import type { PartTask, ToldByPart } from './part-task.ts';

/** The same file beside this one, compiled or not. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './part-thread.ts' : './part-thread.js', import.meta.url);

/**
 * Megabytes. What is made for one patient fits the young generation, so that little of it is kept when the patient is
 * done; the old one may grow to what a history of the largest size needs.
 */
const LIMITS = { maxYoungGenerationSizeMb: 96, maxOldGenerationSizeMb: 8192 };

/** A part that is being judged in a thread of its own. */
export interface PartThread {
  /** Undefined: it came to nothing, for whatever reason. Rejects with what `onBytes` throws. */
  readonly judged: Promise<JudgedPart | undefined>;
  end(): Promise<void>;
}

/** Starts a thread. `onBytes` is told how much it has read so far. */
export const startPart = (task: PartTask, onBytes: (bytes: number) => void): PartThread => {
  const worker = new Worker(THREAD, { workerData: task, resourceLimits: LIMITS });
  const judged = new Promise<JudgedPart | undefined>((resolve, reject) => {
    worker.on('message', (told: ToldByPart) => {
      if ('judged' in told) resolve(told.judged);
      else
        try {
          onBytes(told.bytes);
        } catch (error) {
          reject(error);
        }
    });
    // Whatever it was, all of the history judged in one part will say it.
    worker.once('error', () => resolve(undefined));
    worker.once('exit', () => resolve(undefined));
  });
  return { judged, end: async () => void (await worker.terminate()) };
};
