import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CASTS } from './roles.ts';
import type { SelftestResult, SelftestTask } from './task.ts';

/** Plays one thing in a folder of its own, which is gone afterwards. Never rejects. */
export const playTask = async (task: SelftestTask, folder: string): Promise<SelftestResult> => {
  const { role, kind, name, seed } = task;
  const cast = CASTS[role];
  const own = join(folder, `${role}-${kind}-${name}-${seed}`);
  try {
    if (kind === 'mutant') return { kind, result: await cast.runMutant(name, own, seed) };
    if (kind === 'liar') return { kind, result: await cast.runLiar(name, own, seed) };
    return { kind, result: await cast.runVariant(name, own, seed) };
  } catch (error) {
    return { kind: 'broken', task, why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
};
