import type { DrivenParts } from '../runner/driven.ts';
import { pause } from '../runner/pause.ts';
import { FAULT_OF, type Outage, OUTAGES, ProcessProblem } from '../sut/process/process-port.ts';
import { readyAgain } from '../sut/process/ready-again.ts';
import type { Deeds } from './perform.ts';
import type { Deed } from './plan.ts';

/** The database server of a system, where whoever asks for a run can end it. */
export interface DatabaseServer {
  /** It is gone at once, and clears nothing away. */
  crash(): Promise<void>;
  /** Settles when it takes connections again, and every process of the system has found it. */
  start(): Promise<void>;
}

type Parts = Pick<DrivenParts, 'process' | 'restarts' | 'reach' | 'clock' | 'history'>;

/** How long a system may take to find its database again, ms. */
const FOUND_AGAIN_MS = 60_000;

/** What an adapter turns out to have no means for was not done, and is counted nowhere. */
const unlessLacking = async (doing: Promise<void>): Promise<number> => {
  try {
    await doing;
    return 1;
  } catch (error) {
    if (error instanceof ProcessProblem && error.isLacking) return 0;
    throw error;
  }
};

/**
 * The deeds that there are means to: by the port `process`, and to the database. Each writes down when nobody could be
 * served, settles once the system answers again, and gives how often it was done.
 */
export const deedsOf = ({ process, restarts, reach, clock, history }: Parts, database?: DatabaseServer): Deeds => {
  const outages = process === undefined || restarts === undefined ? [] : (process.can ?? OUTAGES);
  const byPort = (how: Outage) => (forMs: number) =>
    unlessLacking(restarts?.take({ how, downMs: forMs }) ?? Promise.resolve());
  const deeds: Partial<Record<Deed, (forMs: number) => Promise<number>>> = {};
  for (const how of outages) deeds[FAULT_OF[how]] = byPort(how);
  if (database !== undefined)
    deeds['database-restarted'] = async (forMs) => {
      const from = clock.now();
      await database.crash();
      await pause(forMs);
      await database.start();
      await readyAgain(reach, FOUND_AGAIN_MS, clock);
      const detail = `for ${forMs} ms, and until the system answered again`;
      history.fault({ fault: 'database-restarted', from, until: clock.now(), detail });
      return 1;
    };
  return deeds;
};
