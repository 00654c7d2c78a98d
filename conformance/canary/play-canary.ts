import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomStream } from '../../simulator/random.ts';
import type { HistoryLine } from '../history/lines.ts';
import { readHistorySync } from '../history/reader.ts';
import { defineScenario } from '../runner/document/scenario.ts';
import { runLanes } from '../runner/run.ts';
import { parseProfile } from '../sut/profile.ts';
import { CANARY_DEFECTS, type CanaryDefect } from './defects.ts';
import { startReceiver } from './receiver.ts';
import { withoutWire } from './without-wire.ts';

/** One patient; what is above, inside and at the limit. */
const SCENARIO = defineScenario({
  name: 'canary',
  title: 'What is known to be wrong must be found',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL' } },
    { at: '+1h', reading: { value: '120 mg/dL' } },
    { at: '+1h', reading: { value: '180 mg/dL' } },
    { at: '+1h', reading: { value: '181 mg/dL' } },
  ],
});

/** As short as leaves a busy machine room to be late. */
const DEADLINE = '500ms';

const profileOf = (base: string) =>
  parseProfile(
    [
      'vitalproof: 1',
      'name: canary',
      "version: '1'",
      'role: receiver',
      'scope: alerts',
      'environment: test',
      `fhir: { base: '${base}' }`,
      'access: { mode: none }',
      `deadlines: { critical: ${DEADLINE}, other: ${DEADLINE}, filed: ${DEADLINE} }`,
      'clock: patient',
      'visibilityLag: 250ms',
    ].join('\n'),
    'canary',
  );

/** The defect of a run, by its seed. */
export const defectFor = (seed: number): CanaryDefect => randomStream(seed, 'canary').pick(CANARY_DEFECTS);

/**
 * Plays the scenario against a receiver with this defect: the driver, the observer, the recorder and the drain are those
 * of every run. Gives the lines of its history; a folder of its own in `runDir` is gone afterwards. Judges nothing.
 */
export const playCanary = async (
  runDir: string,
  seed: number,
  defect: Pick<CanaryDefect, 'requirement' | 'raises' | 'says'> = defectFor(seed),
): Promise<readonly HistoryLine[]> => {
  const receiver = await startReceiver(defect);
  const folder = join(runDir, 'canary');
  try {
    const { historyPath } = await runLanes({
      profile: profileOf(receiver.base),
      lanes: [{ scenario: SCENARIO, binding: 'fhir', requirements: [defect.requirement] }],
      seed,
      runDir: folder,
      selected: [defect.requirement],
      harness: 'canary',
    });
    return readHistorySync(historyPath).map(withoutWire);
  } finally {
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
