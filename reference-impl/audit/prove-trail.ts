import { setImmediate as others } from 'node:timers/promises';
import { isPostgres } from '../store/postgres/settings.ts';
import type { ChainHead } from './chain.ts';
import { beginProof, type TrailVerdict } from './prove.ts';
import { trailOfFile } from './trail-file.ts';
import { trailOfServer } from './trail-server.ts';
import { STEP, type TrailSource } from './trail-source.ts';

export interface ProveOptions {
  /** A head that was noted outside; the trail must go through it. */
  readonly noted?: ChainHead;
  /** Told from time to time how many events were looked at, of how many. What it throws ends the proof. */
  readonly onProgress?: (done: number, of: number) => void;
}

const prove = async (trail: TrailSource, { noted, onProgress = () => {} }: ProveOptions): Promise<TrailVerdict> => {
  const stored = await trail.head();
  const proof = beginProof(noted);
  for await (const rows of trail.rows()) {
    for (const row of rows) {
      const verdict = proof.take(row);
      if (verdict !== undefined) return verdict;
    }
    if (rows.length < STEP) continue;
    const { count } = proof.head;
    onProgress(count, stored?.count ?? count);
    // Lets an interrupt be heard.
    await others();
  }
  return proof.end(stored);
};

/**
 * Proves the audit trail of a database, a file or the URL of one on PostgreSQL, which is read alone. Rejects with
 * InputProblem where it cannot be read.
 */
export const proveTrail = async (place: string, options: ProveOptions = {}): Promise<TrailVerdict> => {
  const trail = isPostgres(place) ? await trailOfServer(place) : trailOfFile(place);
  try {
    return await prove(trail, options);
  } finally {
    await trail.close();
  }
};
