import { Worker } from 'node:worker_threads';
import type { SelftestResult, SelftestTask, ThreadStart } from './task.ts';

/** The same file beside this one, compiled or not. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);

/** So many are played at a time in one thread: most of the time of a run is waiting for what must not come. */
const AT_A_TIME = 3;

export interface Threads {
  readonly threads: number;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onStart?: (task: SelftestTask) => void;
  readonly onResult: (result: SelftestResult) => void;
}

/** One thread that takes tasks until none is left. Rejects when it dies. */
const work = (
  take: () => SelftestTask | undefined,
  atATime: number,
  { folder, signal, onStart, onResult }: Threads,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(THREAD, { workerData: { folder } satisfies ThreadStart });
    let open = 0;
    const end = (settle: () => void): void => {
      void worker.terminate().then(settle, reject);
    };
    const next = (): void => {
      const task = signal.aborted ? undefined : take();
      if (task !== undefined) {
        open++;
        onStart?.(task);
        worker.postMessage(task);
      } else if (open === 0) end(resolve);
    };
    worker.on('message', (result: SelftestResult) => {
      open--;
      onResult(result);
      next();
    });
    worker.once('error', reject);
    for (let i = 0; i < atATime; i++) next();
  });

const playSome = async (tasks: readonly SelftestTask[], atATime: number, parts: Threads): Promise<void> => {
  const left = [...tasks];
  const count = Math.min(parts.threads, Math.ceil(tasks.length / atATime));
  await Promise.all(Array.from({ length: count }, () => work(() => left.shift(), atATime, parts)));
};

/**
 * Plays tasks in threads that share nothing. Results come in any order, those of loads last: beside a load others would be late
 * through no fault of theirs. An abort lets what is under way finish.
 */
export const playInThreads = async (tasks: readonly SelftestTask[], parts: Threads): Promise<void> => {
  const loads = tasks.filter(({ isLoad }) => isLoad);
  await playSome(
    tasks.filter(({ isLoad }) => !isLoad),
    AT_A_TIME,
    parts,
  );
  await playSome(loads, 1, parts);
};
