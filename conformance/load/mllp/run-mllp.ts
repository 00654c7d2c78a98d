import { Worker } from 'node:worker_threads';
import type { MllpTask, ToldByMllp } from './task.ts';

/** The same file beside this one, compiled or not. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './mllp-thread.ts' : './mllp-thread.js', import.meta.url);

/**
 * Runs a sender of messages to its end. Gives how late the harness itself was with them (Slips.most), ns. Rejects when its thread fails, or takes longer than
 * `mostMs`.
 */
export const runMllp = async (
  task: MllpTask,
  mostMs: number,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<number> => {
  const worker = new Worker(THREAD, { workerData: task });
  const stop = (): void => worker.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`the sender of messages has not ended in ${mostMs} ms`)), mostMs);
      worker.on('message', (told: ToldByMllp) => {
        if ('slipNs' in told) return resolve(told.slipNs);
        try {
          for (const line of told.lines) onLine(line);
        } catch (error) {
          reject(error);
        }
        return undefined;
      });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the sender of messages ended with ${code}`)));
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
};
