import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomStream } from '../../../simulator/random.ts';
import type { HistoryLine } from '../../history/lines.ts';
import { readHistorySync } from '../../history/reader.ts';
import { runSenders, type SenderLane } from '../../sender/run-senders.ts';
import type { SenderProfile } from '../../sender/sender-profile.ts';
import { withoutWire } from '../without-wire.ts';
import { SENDER_DEFECTS, type SenderDefect } from './defects.ts';
import { startCanarySender } from './sender.ts';

/** As short as leaves a busy machine room to be late. */
const DEADLINE_MS = 500;

const PROFILE: SenderProfile = {
  name: 'canary',
  version: '1',
  sources: ['health-connect'],
  out: ['fhir'],
  pairing: { by: 'operator' },
  canRestart: false,
  resetsByItself: true,
  backfill: 'since-order-start',
  terms: { forward: DEADLINE_MS, recovery: DEADLINE_MS },
  busPort: 0,
};

/** One phone and three measurements. */
const LANE = (requirement: string): SenderLane => ({
  name: 'canary',
  requirements: [requirement],
  script: {
    source: 'health-connect',
    measures: ['glucose'],
    acts: [
      { permit: 'glucose' },
      { show: { name: 'a', value: '112 mg/dL' } },
      { show: { name: 'b', value: '145 mg/dL' } },
      { show: { name: 'c', value: '131 mg/dL' } },
    ],
  },
});

/** The defect of a run, by its seed. */
export const senderDefectFor = (seed: number): SenderDefect =>
  randomStream(seed, 'canary', 'sender').pick(SENDER_DEFECTS);

/**
 * Plays the script against a sender with this defect: the phone, the EHR and the recorder are those of every run of a
 * sender. Gives the lines of its history; a folder of its own in `runDir` is gone afterwards. Judges nothing.
 */
export const playSenderCanary = async (
  runDir: string,
  seed: number,
  defect: Pick<SenderDefect, 'requirement' | 'sends'> = senderDefectFor(seed),
): Promise<readonly HistoryLine[]> => {
  const folder = join(runDir, 'canary');
  try {
    const { historyPath } = await runSenders({
      profile: PROFILE,
      start: async (phone) => await startCanarySender(phone, defect),
      lanes: [LANE(defect.requirement)],
      seed,
      runDir: folder,
      selected: [defect.requirement],
      harness: 'canary',
    });
    return readHistorySync(historyPath).map(withoutWire);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
