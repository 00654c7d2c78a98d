import { join } from 'node:path';
import type { Role } from '../../contract/requirements/requirement.ts';
import type { LiarFacts } from './liar.ts';
import type { Player } from './player.ts';

/** What became of a liar: `caught` only if every requirement that it names failed. */
export interface LiarResult {
  readonly role: Role;
  readonly name: string;
  readonly lie: string;
  readonly requirements: readonly string[];
  readonly result: 'caught' | 'survived';
  /** Of the named ones, those that did not fail, with their verdicts. */
  readonly missed: readonly string[];
  readonly ms: number;
}

/** Deadlines, in those that are met at least. */
const LONGER = [1, 2, 4];
/** Items that never come are waited for in many acts. */
const ITEM_WAIT_MS = 600;

/** Plays the checks of all requirements that a liar must fail. Rejects where it cannot be started. */
export const runLiar = async <D>(
  player: Player<D>,
  liar: D & LiarFacts,
  folder: string,
  seed = 1,
): Promise<LiarResult> => {
  const { name, lie, requirements } = liar;
  const begun = performance.now();
  let missed: readonly string[] = [];
  for (const longer of LONGER) {
    const deadlineMs = longer * player.leastMs;
    // oxlint-disable-next-line no-await-in-loop -- again only where something was not decided
    const verdicts = await player.judge(requirements, liar, {
      runDir: join(folder, `${name}-${deadlineMs}`),
      seed,
      deadlineMs,
      itemWaitMs: ITEM_WAIT_MS,
    });
    const left = verdicts.requirements.filter((r) => requirements.includes(r.requirement) && r.verdict !== 'FAIL');
    missed = left.map((r) => `${r.requirement} ${r.verdict}: ${r.reason}`);
    if (left.every((r) => r.verdict !== 'INCONCLUSIVE')) break;
  }
  const ms = Math.round(performance.now() - begun);
  const { role } = player;
  return { role, name, lie, requirements, result: missed.length === 0 ? 'caught' : 'survived', missed, ms };
};
