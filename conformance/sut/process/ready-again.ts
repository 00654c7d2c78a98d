import { setTimeout } from 'node:timers/promises';
import { NS_PER_MS, type RunClock } from '../../history/clock.ts';
import { ProcessProblem } from './process-port.ts';

const BETWEEN_MS = 20;

/**
 * Waits until the system answers again, asked over and over by `ask`, which rejects while it does not. Throws
 * ProcessProblem with its last words when it has not within so many ms.
 */
export const readyAgain = async (ask: () => Promise<unknown>, withinMs: number, clock: RunClock): Promise<void> => {
  const until = clock.now() + withinMs * NS_PER_MS;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (clock.now() >= until) {
        const why = error instanceof Error ? error.message : String(error);
        throw new ProcessProblem(`the system was not ready again within ${withinMs} ms: ${why}`, { cause: error });
      }
    }
    await setTimeout(BETWEEN_MS);
  }
};
