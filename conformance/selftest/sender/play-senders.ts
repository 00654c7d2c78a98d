import { loadCatalogue } from '../../../contract/requirements/load.ts';
import { randomStream } from '../../../simulator/random.ts';
import { judgeHistory } from '../../judge.ts';
import { lanesOfChecks } from '../../sender/check-lanes.ts';
import { senderChecks } from '../../sender/checks/index.ts';
import { referenceSender } from '../../sender/reference-sender.ts';
import { runSenders } from '../../sender/run-senders.ts';
import { referenceSenderProfile } from '../../sender/sender-profile.ts';
import type { RunVerdicts } from '../../verdict/types.ts';
import type { Player, SelftestRun } from '../player.ts';
import { type DifferentSender, differencesOf } from './different-sender.ts';

/** Phones at once. */
const WIDTH = 8;

const profileFor = (different: DifferentSender, deadlineMs: number | undefined) => {
  const own = referenceSenderProfile('selftest');
  const held = deadlineMs === undefined ? own : { ...own, terms: { forward: deadlineMs, recovery: deadlineMs } };
  return different.profile?.(held) ?? held;
};

/** Plays the checks of some requirements against reference senders that differ, and judges what came of it. `also`: further ones that are judged. */
const judgeSenders = async (
  requirements: readonly string[],
  different: DifferentSender,
  { runDir, seed, deadlineMs }: SelftestRun,
  also: readonly string[] = [],
): Promise<RunVerdicts> => {
  const profile = profileFor(different, deadlineMs);
  const catalogue = loadCatalogue();
  const checks = senderChecks.filter((c) => requirements.includes(c.requirement));
  if (checks.length < requirements.length) throw new Error(`no check of a sender for ${requirements.join(', ')}`);
  const { historyPath } = await runSenders({
    profile,
    start: referenceSender(differencesOf(different, randomStream(seed, 'selftest'))),
    lanes: lanesOfChecks(checks, profile),
    seed,
    runDir,
    selected: [...new Set([...checks.map((c) => c.requirement), ...also])],
    catalogue: catalogue.hash,
    width: WIDTH,
  });
  return await judgeHistory(historyPath, catalogue);
};

/** Plays senders. */
export const senders: Player<DifferentSender> = {
  role: 'sender',
  // It waits a quarter of a second for a scale to fall silent.
  leastMs: 1000,
  // It runs in the process of the harness, and several answers follow one another until a measurement is there.
  variantMs: 3000,
  drawn: senderChecks.map((c) => c.requirement),
  judge: judgeSenders,
};
