import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { readYamlFile } from '../../contract/yaml/document.ts';
import { Threshold } from './latency/threshold.ts';

const FOLDER = fileURLToPath(new URL('../../scenarios/load', import.meta.url));

const whole = (least: number, most: number) =>
  z.union([z.number(), z.string()]).transform(Number).pipe(z.number().int().min(least).max(most));
const amount = (least: number, most: number) =>
  z.union([z.number(), z.string()]).transform(Number).pipe(z.number().min(least).max(most));

export const MOST_PATIENTS = 20_000;
export const MOST_READINGS_EACH = 2000;
export const MOST_PER_SECOND = 10_000;
/** A load test ends by itself. */
export const MOST_READINGS = 5_000_000;

/** Shares of the people by how their readings travel; they need not add up to anything. */
export const Mix = z.strictObject({
  single: amount(0, 100).default(0),
  bundle: amount(0, 100).default(0),
  mllp: amount(0, 100).default(0),
});
export type Mix = z.infer<typeof Mix>;

/** How much is sent, and how fast. */
export const LoadProfile = z.strictObject({
  patients: whole(1, MOST_PATIENTS),
  /** Distinct readings of each patient. */
  readingsEach: whole(1, MOST_READINGS_EACH),
  /** Mean over the run and over all ways, each sending of a reading counted. */
  readingsPerSecond: amount(0.1, MOST_PER_SECOND),
  course: z.enum(['recent', 'meals', 'cgm', 'alarms']).default('recent'),
  /** How often each reading is sent. */
  rounds: whole(1, 10).default(1),
  /** About how many patients of each way send at a time. */
  patientsAtOnce: whole(1, MOST_PATIENTS).default(250),
  mix: Mix.default({ single: 1, bundle: 0, mllp: 0 }),
  /** Readings in a bundle. */
  bundleOf: whole(2, 500).default(20),
  /** Points of a curve, time and level, both in any measure. */
  arrival: z
    .array(z.tuple([amount(0, 1e6), amount(0, 1e6)]))
    .min(2)
    .max(50)
    .default([
      [0, 1],
      [1, 1],
    ]),
  /**
   * Senders at a time of the way that sends most often, all made beforehand: one made in mid-run costs what it should measure.
   * Other ways have as many fewer as they send less often (users.ts).
   */
  virtualUsers: whole(1, 1000),
  timeoutMs: whole(100, 60_000),
  /** `push`: by a subscription, too, where the system has them; `search`: by looks alone. */
  observe: z.enum(['push', 'search']).default('push'),
  /**
   * The deadline for items that the reference declares when it is started for this load, ms. Any other system's profile says
   * it itself. What is tolerated of the harness is a share of it (1 %, sends 10 %): on a machine that the load fills, no
   * harness keeps to 1 % of a second.
   */
  referenceDeadlineMs: whole(100, 10_000).default(5000),
  /** How soon items have to be in sight, beside the deadlines of the system's own profile. */
  thresholds: z.array(Threshold).max(20).default([]),
});
export type LoadProfile = z.infer<typeof LoadProfile>;

/** A profile with its k6 script. */
export interface NamedLoad {
  readonly name: string;
  readonly profile: LoadProfile;
  readonly script: string;
}

export const loadProfileNames = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((f) => f.endsWith('.yaml'))
    .map((f) => f.slice(0, -'.yaml'.length))
    .toSorted();

/** The load profile of a name. Throws InputProblem: no such name (exit 3), or a file that is wrong (65). */
export const findLoad = (name: string): NamedLoad => {
  const file = join(FOLDER, `${name}.yaml`);
  if (!loadProfileNames().includes(name) || !existsSync(file))
    throw new InputProblem(`there is no load profile "${name}"`, {}, loadProfileNames().join(', '), {
      exitCode: EXIT.nothingMatched,
    });
  return {
    name,
    profile: readYamlFile(file, LoadProfile, 'a load profile'),
    script: join(FOLDER, `${name}.ts`),
  };
};
